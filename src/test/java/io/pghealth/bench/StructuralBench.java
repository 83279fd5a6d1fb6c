package io.pghealth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.core.checks.host.StandardChecksOnHost;
import io.github.mfvanek.pg.model.context.PgContext;
import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.check.PlanRegression;
import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.history.History;
import io.pghealth.postgres.PgSessions;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What one structural cycle over 10,000 tables with 30,000 indexes costs, beside the checks of
 * pg-index-health that both have, in one run on one server. {@code make bench}. Most of the tables
 * are below every default threshold, as in any database of so many; what the cycle costs where
 * nothing is left out stands beside it.
 */
@Tag("bench")
class StructuralBench {
  private static final int MAJOR = 17;
  private static final int TABLES = Integer.getInteger("bench.tables", 10_000);
  private static final int ROUNDS = 3;
  private static final double MOST = 0.2;

  /** One check that wants every table makes the cycle read about every table. */
  private static final Map<String, Map<String, String>> NO_LEAST =
      Map.of("unusedIndex", Map.of("minSize", "0"));

  private static final Set<String> PEERS =
      Set.of(
          "UNUSED_INDEXES",
          "DUPLICATED_INDEXES",
          "INTERSECTED_INDEXES",
          "INVALID_INDEXES",
          "FOREIGN_KEYS_WITHOUT_INDEX",
          "BLOATED_INDEXES",
          "BLOATED_TABLES",
          "BTREE_INDEXES_ON_ARRAY_COLUMNS",
          "NOT_VALID_CONSTRAINTS",
          "SEQUENCE_OVERFLOW",
          "TABLES_WITHOUT_PRIMARY_KEY");

  /** One run: wall time, CPU of the server, bytes it sent, statements and rows. */
  private record Run(
      Duration wall,
      double cpuSeconds,
      long bytes,
      long statements,
      long rows,
      List<String> slowest) {
    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-32s %9.2f %9.2f %11d %11d %12.1f%n",
          name,
          wall.toMillis() / 1000.0,
          cpuSeconds,
          statements,
          rows,
          bytes / 1048576.0);
    }
  }

  @Test
  void aCycleTakesAtMostAFifthOfThePeersTime() throws Exception {
    try (PgServer server =
            PgServer.start(MAJOR, "autovacuum = off", "max_locks_per_transaction = 1000");
        CountingRelay relay = new CountingRelay(server.endpoint().port())) {
      PgDatabase database = server.createDatabase();
      build(database);
      Credentials role = server.createRole("IN ROLE pg_monitor, pg_read_all_data");
      Run ours = null;
      Run all = null;
      Run theirs = null;
      for (int round = 0; round < ROUNDS; round++) {
        ours =
            better(
                ours,
                measured(server, relay, () -> cycle(server, relay, database, role, Map.of())));
        all =
            better(
                all, measured(server, relay, () -> cycle(server, relay, database, role, NO_LEAST)));
        theirs = better(theirs, measured(server, relay, () -> peer(relay, database, role)));
      }
      double ratio = (double) ours.wall().toMillis() / theirs.wall().toMillis();
      report(database, ours, all, theirs, ratio);
      assertThat(ratio).isLessThanOrEqualTo(MOST);
    }
  }

  private static void build(PgDatabase database) {
    database.execute(
        "CREATE EXTENSION pg_stat_statements",
        "CREATE TABLE parents (id bigint PRIMARY KEY)",
        """
        CREATE PROCEDURE build(tables int) LANGUAGE plpgsql AS $$
        BEGIN
          FOR i IN 1 .. tables LOOP
            EXECUTE format('CREATE TABLE t%s (id bigserial PRIMARY KEY, parent bigint REFERENCES parents,'
              || ' kind int, note text, at timestamptz)', i);
            EXECUTE format('CREATE INDEX ON t%s (parent, kind)', i);
            EXECUTE format('CREATE INDEX ON t%s (%s)', i, CASE WHEN i % 10 = 0 THEN 'parent' ELSE 'note' END);
            EXECUTE format('INSERT INTO t%s (kind, note) SELECT g %% 7, md5(g::text) FROM generate_series(1, 50) g', i);
            IF i % 100 = 0 THEN COMMIT; END IF;
          END LOOP;
        END $$\
        """,
        "CALL build(" + TABLES + ")",
        "ANALYZE",
        "CHECKPOINT");
  }

  private interface Action {
    long run() throws Exception;
  }

  private static Run measured(PgServer server, CountingRelay relay, Action action)
      throws Exception {
    server.postgres().execute("SELECT 1");
    PgDatabase statements = server.postgres();
    statements.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    statements.execute("SELECT pg_stat_statements_reset()");
    relay.taken();
    double before = childrenCpuSeconds(server);
    Instant start = Instant.now();
    long count = action.run();
    Duration wall = Duration.between(start, Instant.now());
    double cpu = childrenCpuSeconds(server) - before;
    long rows =
        statements.number(
            "SELECT COALESCE(sum(rows), 0)::bigint FROM pg_stat_statements s JOIN pg_roles r ON"
                + " r.oid = s.userid WHERE r.rolname LIKE 'role%'");
    List<String> slowest =
        statements.column(
            """
            SELECT format('%s ms, %s rows: %s', round(s.total_exec_time + s.total_plan_time), s.rows,
                left(regexp_replace(s.query, '[[:space:]]+', ' ', 'g'), 110))
              FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
             WHERE r.rolname LIKE 'role%' ORDER BY s.total_exec_time DESC LIMIT 8
            """);
    return new Run(wall, cpu, relay.taken(), count, rows, slowest);
  }

  private static Run better(Run known, Run fresh) {
    return known == null || fresh.wall().compareTo(known.wall()) < 0 ? fresh : known;
  }

  private static long cycle(
      PgServer server,
      CountingRelay relay,
      PgDatabase database,
      Credentials role,
      Map<String, Map<String, String>> settings)
      throws Exception {
    Target direct = Targets.of(server, role);
    Target target =
        new Target(
            new Endpoint("127.0.0.1", relay.port()),
            direct.maintenanceDatabase(),
            List.of(),
            role,
            null,
            List.of(),
            direct.tls(),
            new DatabaseFilter(List.of(database.name()), List.of()),
            direct.limits(),
            direct.schedule(),
            false);
    List<Check<?>> checks =
        Checks.all().stream()
            .filter(c -> !(c instanceof PlanRegression))
            .<Check<?>>map(c -> c)
            .toList();
    CycleResult result =
        new Cycle(PgSessions::new, checks)
            .run(
                new CycleRequest(
                    target,
                    CheckSettings.parse(checks, settings),
                    History.empty(),
                    Set.of(),
                    CycleRequest.Mode.COMMAND_LINE,
                    Instant.now()));
    assertThat(result.connectionProblem()).isEmpty();
    assertThat(result.ledger().notAssessed())
        .extracting(n -> n.reason())
        .noneMatch(r -> r.contains("pghealth failed") || r.contains("statementTimeout"));
    return result.cost().statements();
  }

  private static long peer(CountingRelay relay, PgDatabase database, Credentials role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String url = "jdbc:postgresql://127.0.0.1:" + relay.port() + "/" + database.name();
    source.setURL(url);
    source.setUser(role.user());
    source.setPassword(role.password());
    long asked = 0;
    for (var check : new StandardChecksOnHost().apply(PgConnectionImpl.ofUrl(source, url))) {
      if (PEERS.contains(check.getName())) {
        check.check(PgContext.of("public"));
        asked++;
      }
    }
    return asked;
  }

  /** CPU of sessions that have ended: what the postmaster has waited for (proc(5), 16 and 17). */
  private static double childrenCpuSeconds(PgServer server) throws IOException {
    String pid = Files.readAllLines(server.dataDirectory().resolve("postmaster.pid")).getFirst();
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  private static void report(PgDatabase database, Run ours, Run all, Run theirs, double ratio)
      throws IOException {
    String text =
        String.format(
                Locale.ROOT,
                "%s tables, %s indexes, PostgreSQL %d; the best of %d rounds%n%-32s %9s %9s %11s"
                    + " %11s %12s%n",
                database.value(
                    "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname ~ '^t[0-9]'"),
                database.value("SELECT count(*) FROM pg_stat_user_indexes"),
                MAJOR,
                ROUNDS,
                "",
                "wall s",
                "server s",
                "statements",
                "rows",
                "MiB moved")
            + ours.line("pghealth, a structural cycle")
            + all.line("pghealth, unusedIndex.minSize 0")
            + theirs.line("pg-index-health, " + theirs.statements() + " checks")
            + "the slowest statements of pghealth:\n  "
            + String.join("\n  ", ours.slowest())
            + String.format(
                Locale.ROOT, "%nratio of wall time: %.3f (at most %.1f)%n", ratio, MOST);
    Path file = Path.of("target/bench/structural.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
