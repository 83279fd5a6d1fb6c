package io.pghealth.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A real PostgreSQL 18 of its own, thrown away at the end. */
final class DemoPostgres implements AutoCloseable {
  private static final String SETTINGS =
      """
      shared_preload_libraries = 'pg_stat_statements'
      pg_stat_statements.track_planning = off
      password_encryption = 'scram-sha-256'
      autovacuum_naptime = 1d
      max_parallel_workers_per_gather = 0
      """;
  private static final String LOGINS =
      """
      host all postgres 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final EmbeddedPostgres server;

  private DemoPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static DemoPostgres start(Path binaries) throws IOException {
    return new DemoPostgres(
        EmbeddedPostgres.builder()
            .setPgBinaryResolver((system, machine) -> archive(binaries))
            .setDataDirectoryCustomizer(DemoPostgres::configure)
            // The runner turns both off, which pghealth would rightly call dangerous.
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .start());
  }

  int port() {
    return server.getPort();
  }

  /** A superuser's connection, for making the shop and its trouble. */
  Connection connect(String database) throws SQLException {
    return connect(database, "postgres", null);
  }

  Connection connect(String database, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, properties);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static void configure(java.io.File dataDirectory) {
    try {
      Files.writeString(
          dataDirectory.toPath().resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
      Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), LOGINS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream archive(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(e -> e.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException(jar + " holds no .txz"));
      return new java.io.ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
    }
  }
}
