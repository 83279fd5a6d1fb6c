package io.pghealth.plan;

import io.pghealth.snapshot.ColumnValues;
import io.pghealth.snapshot.PlanTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which plans of a statement tell what index it lacks, and what must be known of their tables. */
final class JudgedPlans {
  private JudgedPlans() {}

  /** Plans with values are what is executed; the generic one where they could not be had. */
  static List<PlanNode> of(Candidate candidate) {
    if (candidate.common() != null && candidate.median() != null) {
      return List.of(candidate.common(), candidate.median());
    }
    return candidate.generic() == null || candidate.generic().pruned()
        ? List.of()
        : List.of(candidate.generic());
  }

  /** The plan whose conditions are read. */
  static PlanNode told(Candidate candidate) {
    return candidate.generic().pruned() ? candidate.median() : candidate.generic();
  }

  /** Columns that it must know of. */
  static Set<ColumnValues.Column> columns(Candidate candidate, Names names) {
    Set<ColumnValues.Column> columns = new LinkedHashSet<>();
    if (of(candidate).isEmpty()) {
      return columns;
    }
    PlanNode told = told(candidate);
    TableScans scans = TableScans.of(told, names);
    PlanConditions conditions = PlanConditions.of(told, scans);
    scans
        .all()
        .forEach((read, each) -> {
          Set<String> wanted = new LinkedHashSet<>(conditions.joins().getOrDefault(read, Set.of()));
          conditions.understood(read).forEach(p -> wanted.add(p.column().name()));
          each.forEach(
              scan -> ScanOrder.of(scan, read, scans).forEach(key -> wanted.add(key.column())));
          wanted.forEach(name ->
              columns.add(new ColumnValues.Column(read.root().schema(), read.root().name(), name)));
        });
    return columns;
  }

  /** Tables that it must know of: each relation of the plans, and its root. */
  static Set<PlanTables.Name> tables(Candidate candidate, Names names) {
    Set<PlanTables.Name> found = new LinkedHashSet<>();
    Stream.concat(of(candidate).stream(), Stream.of(candidate.generic()))
        .forEach(plan ->
            TableScans.of(plan, names)
                .all()
                .forEach((read, scans) -> {
                  found.add(new PlanTables.Name(read.root().schema(), read.root().name()));
                  scans.forEach(s ->
                      found.add(new PlanTables.Name(s.relation().schema(), s.relation().name())));
                }));
    return found;
  }
}
