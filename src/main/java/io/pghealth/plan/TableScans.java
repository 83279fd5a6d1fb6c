package io.pghealth.plan;

import io.pghealth.history.Shape;
import io.pghealth.snapshot.CauseFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scans of a plan by the table that they read. The scans of all partitions that a table is read
 * by are one; so a partitioned table that is joined with itself is left out.
 */
final class TableScans {
  private static final Set<String> SCANS =
      Set.of("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan");
  private static final Set<String> JOINS = Set.of("Nested Loop", "Hash Join", "Merge Join");
  private static final Set<String> PASSING =
      Set.of("Append", "Result", "Materialize", "Memoize", "LockRows", "ModifyTable", "Hash");

  /**
   * What is read.
   *
   * @param root partition root
   * @param alias in the statement; null where partitions are read
   */
  record Read(Shape.Relation root, String alias) {}

  /** One scan. */
  record Scan(PlanNode node, CauseFacts.Relation relation, Context context) {}

  /**
   * What stands above a scan.
   *
   * @param plain its rows are the statement's rows
   * @param limit rows that are wanted of it; 0 for all
   * @param page the limit is the statement's own: what it leaves is what the statement returns
   * @param order what it is sorted by
   * @param orders whether a sort above would be for the statement's order
   * @param processes that share its rows
   * @param driver rows of the other side of a join, which could look up the rows of this one; below
   *     0 for none
   * @param joined rows of that join
   * @param join that join; null for none
   */
  record Context(
      boolean plain,
      double limit,
      boolean page,
      List<String> order,
      boolean orders,
      int processes,
      double driver,
      double joined,
      PlanNode join) {
    static final Context TOP = new Context(true, 0, false, List.of(), true, 1, -1, 0, null);

    /** Below what makes other rows of these: no join above can look them up one by one. */
    Context below() {
      return new Context(false, 0, false, List.of(), false, processes, -1, 0, null);
    }

    /** Below a LIMIT, which counts rows before a join above could look for its own. */
    Context limited(double rows) {
      return new Context(false, rows, plain, order, orders, processes, -1, 0, null);
    }

    Context sorted(List<String> key) {
      List<String> wanted = orders && !key.isEmpty() ? key : order;
      return new Context(plain, limit, page, wanted, orders, processes, driver, joined, join);
    }

    Context shared(int among) {
      return new Context(plain, limit, page, order, orders, among, driver, joined, join);
    }
  }

  private final Names names;
  private final Map<Read, List<Scan>> scans = new LinkedHashMap<>();
  private final Map<String, Read> aliases = new HashMap<>();
  private final Map<Read, Set<String>> bases = new HashMap<>();

  private TableScans(Names names) {
    this.names = names;
  }

  static TableScans of(PlanNode plan, Names names) {
    TableScans found = new TableScans(names);
    found.walk(plan, Context.TOP);
    return found;
  }

  Map<Read, List<Scan>> all() {
    Map<Read, List<Scan>> clear = new LinkedHashMap<>(scans);
    clear.keySet().removeIf(read -> bases.get(read).size() > 1);
    return clear;
  }

  /** What an alias in a condition stands for; null for what is no scan of a table. */
  Read of(String alias) {
    return aliases.get(alias);
  }

  /** What a node reads; null where it reads no table. */
  Read of(PlanNode node) {
    return SCANS.contains(node.type()) ? aliases.get(alias(node)) : null;
  }

  private void walk(PlanNode node, Context context) {
    if (SCANS.contains(node.type()) && node.relation() != null) {
      scan(node, context);
    }
    Context inner = inside(node, context);
    for (PlanNode child : node.children()) {
      switch (child.relationship()) {
        case "InitPlan", "SubPlan" ->
            walk(child, new Context(false, 0, false, List.of(), true, 1, -1, 0, null));
        default -> walk(child, JOINS.contains(node.type()) ? joined(node, child, context) : inner);
      }
    }
  }

  private void scan(PlanNode node, Context context) {
    names
        .relation(node.schema(), node.relation())
        .ifPresent(relation -> {
          Shape.Relation root = Names.root(relation);
          boolean part = Names.partition(relation);
          String alias = alias(node);
          String base = part ? alias.replaceFirst("_\\d+$", "") : alias;
          Read read = new Read(root, part ? null : alias);
          aliases.put(alias, read);
          aliases.putIfAbsent(base, read);
          bases.computeIfAbsent(read, _ -> new HashSet<>()).add(base);
          scans
              .computeIfAbsent(read, _ -> new ArrayList<>())
              .add(new Scan(node, relation, context));
        });
  }

  private static Context inside(PlanNode node, Context above) {
    PlanNode.Estimate estimate = node.estimate();
    return switch (node.type()) {
      case "Limit" -> above.limited(Math.max(1, estimate.rows()));
      case "Sort", "Incremental Sort", "Merge Append" -> above.sorted(estimate.sortKey());
      case "Gather", "Gather Merge" -> above.shared(estimate.workers() + 1);
      default -> PASSING.contains(node.type()) ? above : above.below();
    };
  }

  private static Context joined(PlanNode join, PlanNode child, Context above) {
    PlanNode other =
        join.children().stream()
            .filter(c -> c != child && List.of("Outer", "Inner").contains(c.relationship()))
            .findFirst()
            .orElse(null);
    boolean inner = child.relationship().equals("Inner");
    boolean driven =
        switch (join.join()) {
          case "Inner" -> true;
          case "Left", "Semi", "Anti" -> inner;
          case "Right" -> !inner;
          default -> false;
        };
    return new Context(
        false,
        0,
        false,
        List.of(),
        false,
        above.processes(),
        driven && other != null ? other.estimate().rows() * above.processes() : -1,
        join.estimate().rows() * above.processes(),
        join);
  }

  private static String alias(PlanNode node) {
    return node.alias() == null ? node.relation() : node.alias();
  }
}
