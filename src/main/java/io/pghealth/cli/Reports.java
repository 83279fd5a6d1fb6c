package io.pghealth.cli;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.InstanceFacts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a report of what a cycle found out. */
final class Reports {
  private final CycleResult result;
  private final Connection connection;

  Reports(CycleResult result, Connection connection) {
    this.result = result;
    this.connection = connection;
  }

  /** The report about a primary that was reached. */
  Report of(InstanceFacts primary) {
    Set<String> assessed =
        result.snapshot().databases().stream()
            .map(DatabaseSnapshot::name)
            .collect(Collectors.toSet());
    Set<String> databases = new TreeSet<>(assessed);
    result.ledger().notAssessed().stream()
        .map(NotAssessed::database)
        .filter(Objects::nonNull)
        .filter(connection::watches)
        .forEach(databases::add);
    return new Report(
        new Report.Server(
            connection.address(),
            primary.version().toString(),
            primary.standby() ? "standby" : "primary",
            primary.systemIdentifier()),
        scope(null, result.serverChecksRun()),
        databases.stream()
            .map(name -> scope(name, assessed.contains(name) ? result.checksRun() : List.of()))
            .toList());
  }

  private Report.Scope scope(String database, List<String> checksRun) {
    List<LedgerEntry> findings =
        result.ledger().entries().stream()
            .filter(entry -> Objects.equals(entry.finding().database(), database))
            .filter(entry -> !entry.suppressed())
            .toList();
    List<NotAssessed> gaps =
        result.ledger().notAssessed().stream()
            .filter(gap -> Objects.equals(gap.database(), database))
            .toList();
    return new Report.Scope(database, findings, gaps, checksRun);
  }
}
