package io.pghealth.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A small shop under load, with real trouble in it. */
final class Shop implements AutoCloseable {
  static final String DATABASE = "shop";
  private static final int USERS = 20_000;

  /** SQLSTATE admin_shutdown: on Ctrl-C the server may end before the load does. */
  private static final String SERVER_STOPPED = "57P01";

  private final DemoPostgres server;
  private final Thread load;
  private final AtomicLong calls = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean open = true;

  private Shop(DemoPostgres server) {
    this.server = server;
    this.load = Thread.ofPlatform().daemon().name("shop-load").unstarted(this::work);
  }

  /** Makes the database, the monitoring role and the trouble that is there from the beginning. */
  static Shop open(DemoPostgres server, String password) throws SQLException, IOException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    try (Connection connection = server.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(resource("shop.sql"));
      statement.execute("VACUUM ANALYZE");
      statement.execute(resource("role.sql").replace("${password}", password));
    }
    return new Shop(server);
  }

  /** Customers look at their orders and make new ones, all the time. */
  void startLoad() {
    load.start();
  }

  /** Statements that the load has run. */
  long calls() {
    return calls.get();
  }

  /** What somebody does at 23:41. */
  void dropIndex() throws SQLException {
    try (Connection connection = server.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX orders_user_created_idx");
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      if (load.isAlive()) {
        stopped.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try (Connection connection = server.connect(DATABASE);
        PreparedStatement orders =
            connection.prepareStatement(
                "SELECT id, total FROM orders WHERE user_id = ? ORDER BY created_at DESC LIMIT 10");
        PreparedStatement cart =
            connection.prepareStatement("SELECT added FROM carts WHERE id = ?");
        PreparedStatement order =
            connection.prepareStatement(
                "INSERT INTO orders (user_id, created_at, total) VALUES (?, now(), 1)")) {
      while (open) {
        orders.setInt(1, ThreadLocalRandom.current().nextInt(USERS));
        read(orders);
        cart.setObject(1, java.util.UUID.randomUUID());
        read(cart);
        order.setInt(1, ThreadLocalRandom.current().nextInt(USERS));
        order.executeUpdate();
        LockSupport.parkNanos(5_000_000);
      }
    } catch (SQLException e) {
      if (open && !SERVER_STOPPED.equals(e.getSQLState())) {
        System.err.println("the shop's load ended: " + e.getSQLState());
      }
    } finally {
      stopped.countDown();
    }
  }

  private void read(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        calls.incrementAndGet();
      }
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Shop.class.getResourceAsStream("/io/pghealth/demo/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
