package io.pghealth.plan;

import io.pghealth.plan.TableScans.Read;
import io.pghealth.snapshot.PlanTables;
import java.util.Set;

/** What a call reads at the least if it reads every partition that its plan names. */
final class PartitionBlocks {
  /** Relpages are as of the last VACUUM or ANALYZE. */
  private static final double SLACK = 2;

  /** Nodes above which a scan may end before its last page. */
  private static final Set<String> STOPPING =
      Set.of("Limit", "Nested Loop", "Hash Join", "Merge Join", "Merge Append");

  private PartitionBlocks() {}

  /** A block of each partition; of those scanned whole, half of the pages that they had. */
  static double least(PlanNode plan, Read read, Names names, PlanTables statistics) {
    boolean whole =
        plan.all()
            .noneMatch(n ->
                STOPPING.contains(n.type())
                    || n.relationship().equals("InitPlan")
                    || n.relationship().equals("SubPlan"));
    return TableScans.of(plan, names).all().getOrDefault(read, java.util.List.of()).stream()
        .mapToDouble(scan -> {
          PlanTables.Table partition =
              statistics
                  .tables()
                  .get(new PlanTables.Name(scan.relation().schema(), scan.relation().name()));
          return whole && partition != null && scan.node().type().equals("Seq Scan")
              ? Math.max(1, partition.pages() / SLACK)
              : 1;
        })
        .sum();
  }
}
