package io.pghealth.plan;

import io.pghealth.history.PartitionRead;
import io.pghealth.history.PlanReading;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.Predicate.Unknown;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.PlanTables;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Partitioned tables whose partitions a statement reads though it wants rows of few: none of its
 * conditions is one that partitions are pruned by, when planned or when executed. A generic plan
 * names every partition even where the executor prunes; so conditions decide, and the number of
 * partitions only says how many.
 */
final class PartitionReads {
  private PartitionReads() {}

  static List<PartitionRead> of(Candidate candidate, Names names, PlanTables statistics) {
    List<PlanNode> judged = JudgedPlans.of(candidate);
    if (judged.isEmpty()) {
      return List.of();
    }
    PlanNode told = JudgedPlans.told(candidate);
    TableScans scans = TableScans.of(told, names);
    PlanConditions conditions = PlanConditions.of(told, scans);
    return scans.all().keySet().stream()
        .filter(read -> read.alias() == null)
        .map(read -> read(read, judged, conditions, names, statistics))
        .filter(java.util.Objects::nonNull)
        .sorted(Comparator.comparingInt(PartitionRead::partitions).reversed())
        .limit(PlanReading.MOST)
        .toList();
  }

  private static PartitionRead read(
      Read read,
      List<PlanNode> judged,
      PlanConditions conditions,
      Names names,
      PlanTables statistics) {
    PlanTables.Table table =
        statistics.tables().get(new PlanTables.Name(read.root().schema(), read.root().name()));
    Set<Predicate> about = conditions.about(read);
    Set<String> joins = conditions.joins().getOrDefault(read, Set.of());
    if (table == null || table.keyExpression() || table.key().isEmpty()) {
      return null;
    }
    if (about.isEmpty() && joins.isEmpty()) {
      return null; // it wants all of it
    }
    String hidden = null;
    for (String key : table.key()) {
      if (joins.contains(key)) {
        return null;
      }
      for (Predicate predicate : about) {
        switch (predicate) {
          case Of one when one.column().name().equals(key) -> {
            if (one.column().cast() == null && one.kind() != Kind.SEARCH) {
              return null;
            }
            hidden = key;
          }
          case Unknown unknown when unknown.names().contains(key) -> {
            if (unknown.branching()) {
              return null; // parts of an OR may prune
            }
            hidden = key;
          }
          default -> {}
        }
      }
    }
    int partitions =
        judged.stream().mapToInt(plan -> partitions(plan, read, names)).min().orElse(0);
    return partitions < 2 ? null : new PartitionRead(read.root(), partitions, table.key(), hidden);
  }

  private static int partitions(PlanNode plan, Read read, Names names) {
    return TableScans.of(plan, names).all().getOrDefault(read, List.of()).stream()
        .map(scan -> scan.relation())
        .map((CauseFacts.Relation r) -> r.schema() + "." + r.name())
        .collect(Collectors.toSet())
        .size();
  }
}
