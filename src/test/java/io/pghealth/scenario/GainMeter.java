package io.pghealth.scenario;

import io.pghealth.testing.PgDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a scenario's queries once more, and counts the blocks of some of them. */
record GainMeter(Scenario scenario, PgDatabase database, OpenSessions sessions) {

  /** Blocks per call of these query ids, whatever else the queries of the scenario cost. */
  double blocksPerCall(List<String> queryIds) throws SQLException {
    long blocks = sum("shared_blks_hit + shared_blks_read", queryIds);
    long calls = sum("calls", queryIds);
    sessions.once(queries(), scenario.expected().cycles());
    return (double) (sum("shared_blks_hit + shared_blks_read", queryIds) - blocks)
        / (sum("calls", queryIds) - calls);
  }

  private Script queries() {
    return new Script(
        Stream.of(scenario.setup(), scenario.workload())
            .flatMap(script -> script.steps().stream())
            .filter(step ->
                Stream.of("select", "update", "delete")
                    .anyMatch(step.sql().toLowerCase(Locale.ROOT)::startsWith))
            .toList());
  }

  private long sum(String counters, List<String> queryIds) {
    return database.number(
        queryIds.stream()
            .collect(
                Collectors.joining(
                    ", ",
                    "SELECT COALESCE(sum("
                        + counters
                        + "), 0) FROM pg_stat_statements(false) WHERE dbid ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND queryid IN (",
                    ")")));
  }
}
