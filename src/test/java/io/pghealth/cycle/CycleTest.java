package io.pghealth.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.check.DatabaseCheck;
import io.pghealth.check.Facts;
import io.pghealth.check.PlanRegression;
import io.pghealth.check.UnusedIndexSettings;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Transition;
import io.pghealth.history.Decoded;
import io.pghealth.history.Encoded;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.StatementHistory;
import io.pghealth.postgres.PgSessions;
import io.pghealth.target.Credentials;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fails on the way is said, and the rest goes on. */
class CycleTest {
  private static final int MAJOR = 16;

  @OnOneVersion
  void oneDatabaseThatMayNotBeReadLeavesTheOthers(PgServer server) throws Exception {
    PgDatabase open = shop(server);
    PgDatabase closed = shop(server);
    Credentials role = server.createRole("IN ROLE pg_monitor");
    closed.execute("REVOKE CONNECT ON DATABASE " + closed.name() + " FROM PUBLIC");

    CycleResult result =
        run(target(server, role, List.of(open.name(), closed.name())), History.empty());

    assertThat(objects(result)).contains(open.name() + ".idle_idx");
    assertThat(result.ledger().notAssessed())
        .filteredOn(n -> closed.name().equals(n.database()) && n.check().equals("UnusedIndex"))
        .singleElement()
        .satisfies(n -> assertThat(n.reason()).isEqualTo("the role may not connect"))
        .satisfies(n ->
            assertThat(n.remedy().sql())
                .containsExactly(
                    "GRANT CONNECT ON DATABASE \"%s\" TO \"%s\""
                        .formatted(closed.name(), role.user())));
  }

  @OnOneVersion
  void aDatabaseThatDoesNotExistIsAnErrorOfTheDeclaration(PgServer server) throws Exception {
    PgDatabase shop = shop(server);

    CycleResult result =
        run(target(server, monitor(server), List.of(shop.name(), "ordres")), History.empty());

    assertThat(result.configurationErrors())
        .containsExactly("databases.include: there is no database \"ordres\" on the server");
    assertThat(objects(result)).contains(shop.name() + ".idle_idx");
  }

  @OnOneVersion
  void aReplicaThatIsDownMakesNobodyUsesItUnknown(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    Endpoint nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    CycleResult result =
        run(
            with(target(server, monitor(server), List.of(shop.name())), List.of(nobody)),
            History.empty());

    assertThat(objects(result)).doesNotContain(shop.name() + ".idle_idx");
    assertThat(result.ledger().notAssessed())
        .extracting(NotAssessed::reason)
        .anyMatch(reason -> reason.contains(nobody.toString()));
  }

  @Test
  void aReplicaOfAnotherServerIsAnErrorOfTheDeclaration() throws Exception {
    try (PgServer server = PgServer.start(MAJOR);
        PgServer other = PgServer.start(MAJOR)) {
      PgDatabase shop = shop(server);
      Credentials role = monitor(server);
      other
          .postgres()
          .execute(
              "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE pg_monitor"
                  .formatted(role.user(), role.password()));

      CycleResult result =
          run(
              with(target(server, role, List.of(shop.name())), List.of(other.endpoint())),
              History.empty());

      assertThat(result.configurationErrors())
          .singleElement()
          .satisfies(e -> assertThat(e).contains("it is no replica of this primary"));
      assertThat(objects(result)).doesNotContain(shop.name() + ".idle_idx");
    }
  }

  @Test
  void whatWasOpenStaysStaleWhileTheServerIsDown() throws Exception {
    try (PgServer server = PgServer.start(MAJOR)) {
      PgDatabase shop = shop(server);
      Target target = target(server, monitor(server), List.of(shop.name()));
      CycleResult before = run(target, History.empty());
      assertThat(objects(before)).contains(shop.name() + ".idle_idx");
      server.stop();

      CycleResult down = run(target, before.history());
      CycleResult stillDown = run(target, down.history());

      assertThat(stillDown.connectionProblem()).isPresent();
      assertThat(objects(stillDown)).isEqualTo(objects(before));
      assertThat(stillDown.ledger().entries()).allMatch(LedgerEntry::stale);
      assertThat(stillDown.ledger().transitions()).isEmpty();
      assertThat(stillDown.history().evidence()).isEqualTo(before.history().evidence());

      server.start();
      CycleResult after = run(target, stillDown.history());
      assertThat(after.ledger().entries()).noneMatch(LedgerEntry::stale);
      assertThat(after.ledger().entries())
          .extracting(LedgerEntry::firstSeen)
          .containsExactlyElementsOf(
              before.ledger().entries().stream().map(LedgerEntry::firstSeen).toList());
    }
  }

  @OnOneVersion
  void vacuumFullThroughoutACycleHoldsUpOneTableAlone(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    shop.execute(
        "CREATE TABLE busy (id int PRIMARY KEY, note text)",
        "INSERT INTO busy SELECT i, repeat(md5(i::text), 4) FROM generate_series(1, 150000) i",
        "CREATE INDEX busy_note_idx ON busy (note)");
    Credentials role = monitor(server);
    AtomicBoolean on = new AtomicBoolean(true);
    AtomicLong rounds = new AtomicLong();
    Thread vacuum = Thread.ofPlatform().start(() -> vacuumFull(shop, on, rounds));
    try {
      await().until(() -> rounds.get() > 0);
      CycleResult result = run(target(server, role, List.of(shop.name())), History.empty());

      assertThat(result.connectionProblem()).isEmpty();
      assertThat(objects(result)).contains(shop.name() + ".idle_idx");
      assertThat(result.snapshot().database(shop.name()).orElseThrow().indexes().toOptional())
          .as("one locked table fails no collector")
          .isPresent();
    } finally {
      on.set(false);
      vacuum.join();
    }
  }

  @OnOneVersion
  void anIndexThatHasBecomeSmallIsResolvedAndNotTakenForDropped(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    Target target = target(server, monitor(server), List.of(shop.name()));
    CycleResult large = run(target, History.empty());
    assertThat(objects(large)).contains(shop.name() + ".idle_idx");

    // ANALYZE in a session of its own, after all that was counted: nothing but its name speaks for
    // the table then.
    shop.executeCounted("TRUNCATE orders", "INSERT INTO orders VALUES (1, 1)")
        .executeCounted("ANALYZE orders");
    // Once may be chance: a finding is resolved where two cycles in a row miss it.
    CycleResult first = run(target, large.history());
    CycleResult small = run(target, first.history());
    assertThat(Stream.of(first, small).flatMap(c -> c.ledger().transitions().stream()))
        .filteredOn(t -> t.finding().check().equals("UnusedIndex"))
        .extracting(Transition::kind)
        .containsExactly(Transition.Kind.RESOLVED);
  }

  @OnOneVersion
  void aCheckThatFailsIsNotAssessedAndTheOthersAre(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    List<Check<?>> checks = new java.util.ArrayList<>(Checks.all());
    checks.addFirst(new Broken());

    CycleResult result =
        new Cycle(PgSessions::new, checks)
            .run(request(checks, target(server, monitor(server), List.of(shop.name()))));

    assertThat(objects(result)).contains(shop.name() + ".idle_idx");
    assertThat(result.ledger().notAssessed())
        .filteredOn(n -> n.check().equals("Broken"))
        .singleElement()
        .satisfies(n ->
            assertThat(n.reason()).isEqualTo("pghealth failed: UnsupportedOperationException"));
  }

  @OnOneVersion
  void whatACycleCostsIsCounted(PgServer server) throws Exception {
    PgDatabase shop = shop(server);

    CycleResult result =
        run(target(server, monitor(server), List.of(shop.name())), History.empty());

    assertThat(result.cost().statements()).isBetween(5L, 60L);
    assertThat(result.cost().time()).isPositive();
  }

  /** As the operator does it: the annotation stays on the monitor, or is taken off again. */
  @OnOneVersion
  void aPlanThatWasAcceptedStaysSoAcrossRestarts(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    Credentials role = monitor(server);
    shop.execute(
        "CREATE EXTENSION pg_stat_statements",
        "VACUUM ANALYZE orders",
        "GRANT SELECT ON orders TO " + role.user());
    Target target = target(server, role, List.of(shop.name()));
    call(shop);
    History history = plans(target, History.empty(), Set.of()).history();
    shop.execute("DROP INDEX idle_idx");
    call(shop);
    CycleResult regressed = plans(target, history, Set.of());
    Set<String> accepted = fingerprints(regressed);
    assertThat(accepted).hasSize(1);

    CycleResult closed = plans(target, regressed.history(), accepted);
    assertThat(closed.ledger().transitions())
        .extracting(Transition::kind, Transition::reason)
        .containsExactly(tuple(Transition.Kind.CLOSED, "plan accepted"));
    assertThat(closed.history().plans().databases().get(shop.name()).statements())
        .isNotEmpty()
        .noneMatch(StatementHistory::flipped);
    history = closed.history();
    for (Set<String> annotation : List.of(accepted, accepted, Set.<String>of())) {
      call(shop);
      CycleResult later = plans(target, restarted(history), annotation);
      assertThat(fingerprints(later)).isEmpty();
      assertThat(later.ledger().transitions()).isEmpty();
      history = later.history();
    }
  }

  private static void call(PgDatabase shop) throws Exception {
    try (Connection connection = shop.connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT id FROM orders WHERE placed = ?")) {
      for (int i = 0; i < 40; i++) {
        statement.setInt(1, i);
        statement.execute();
      }
    }
  }

  private static CycleResult plans(Target target, History history, Set<String> accepted)
      throws Exception {
    List<Check<?>> checks =
        List.copyOf(Checks.all().stream().filter(c -> c instanceof PlanRegression).toList());
    return new Cycle(PgSessions::new, checks)
        .run(
            new CycleRequest(
                target,
                CheckSettings.parse(checks, Map.of()),
                history,
                accepted,
                CycleRequest.Mode.MONITOR,
                Instant.now()));
  }

  private static History restarted(History history) {
    HistoryCodec codec = new HistoryCodec();
    return ((Decoded.Loaded) codec.decode(((Encoded.Fits) codec.encode(history)).bytes()))
        .history();
  }

  private static Set<String> fingerprints(CycleResult result) {
    return result.ledger().entries().stream()
        .map(entry -> entry.finding().fingerprint())
        .collect(Collectors.toSet());
  }

  private record Broken() implements DatabaseCheck<UnusedIndexSettings> {
    @Override
    public String name() {
      return "Broken";
    }

    @Override
    public Class<UnusedIndexSettings> settings() {
      return UnusedIndexSettings.class;
    }

    @Override
    public Assessment assess(Facts facts, UnusedIndexSettings settings) {
      throw new UnsupportedOperationException("with a secret in it");
    }
  }

  private static void vacuumFull(PgDatabase shop, AtomicBoolean on, AtomicLong rounds) {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      while (on.get()) {
        statement.execute("VACUUM FULL busy");
        rounds.incrementAndGet();
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PgDatabase shop(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE orders (id int PRIMARY KEY, placed int)",
            "INSERT INTO orders SELECT i, i FROM generate_series(1, 100000) i",
            "CREATE INDEX idle_idx ON orders (placed)");
  }

  private static Credentials monitor(PgServer server) {
    return server.createRole("IN ROLE pg_monitor");
  }

  private static Target target(PgServer server, Credentials role, List<String> databases) {
    return Targets.only(Targets.of(server, role), databases);
  }

  private static Target with(Target target, List<Endpoint> replicas) {
    return new Target(
        target.primary(),
        target.maintenanceDatabase(),
        replicas,
        target.credentials(),
        target.planCredentials(),
        target.trustedOwners(),
        target.tls(),
        target.databases(),
        target.limits(),
        target.schedule(),
        target.weakAuthentication());
  }

  private static CycleResult run(Target target, History history) throws Exception {
    return new Cycle(PgSessions::new, Checks.all()).run(request(Checks.all(), target, history));
  }

  private static CycleRequest request(List<Check<?>> checks, Target target) throws Exception {
    return request(checks, target, History.empty());
  }

  private static CycleRequest request(List<Check<?>> checks, Target target, History history)
      throws Exception {
    return new CycleRequest(
        target,
        CheckSettings.parse(checks, Map.of("unusedIndex", Map.of("observationWindow", "0s"))),
        history,
        Set.of(),
        CycleRequest.Mode.MONITOR,
        Instant.now());
  }

  private static List<String> objects(CycleResult result) {
    return result.ledger().entries().stream()
        .map(LedgerEntry::finding)
        .filter(f -> f.object() != null)
        .map(f -> f.database() + "." + f.object().name())
        .toList();
  }
}
