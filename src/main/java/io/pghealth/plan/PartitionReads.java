package io.pghealth.plan;

import io.pghealth.history.PartitionRead;
import io.pghealth.history.PlanReading;
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
    if (table == null || table.keyExpression() || table.key().isEmpty()) {
      return null;
    }
    if (conditions.about(read).isEmpty()
        && conditions.joins().getOrDefault(read, Set.of()).isEmpty()) {
      return null; // it wants all of it
    }
    String hidden = null;
    String type = null;
    for (int i = 0; i < table.key().size(); i++) {
      switch (KeyPlace.of(table.key().get(i), table.keyTypes().get(i), read, conditions)) {
        case PRUNES -> {
          return null;
        }
        case HIDDEN -> {
          hidden = table.key().get(i);
          type = table.keyTypes().get(i);
        }
        case NOWHERE -> {}
      }
    }
    int partitions =
        judged.stream().mapToInt(plan -> partitions(plan, read, names)).min().orElse(0);
    return partitions < 2
        ? null
        : new PartitionRead(
            read.root(),
            partitions,
            table.key(),
            hidden,
            type,
            judged.stream()
                .mapToDouble(plan -> PartitionBlocks.least(plan, read, names, statistics))
                .min()
                .orElse(0));
  }

  private static int partitions(PlanNode plan, Read read, Names names) {
    return TableScans.of(plan, names).all().getOrDefault(read, List.of()).stream()
        .map(scan -> scan.relation())
        .map((CauseFacts.Relation r) -> r.schema() + "." + r.name())
        .collect(Collectors.toSet())
        .size();
  }
}
