package io.pghealth.plan;

import io.pghealth.plan.Predicate.Column;
import io.pghealth.plan.Predicate.Join;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.Predicate.Unknown;
import io.pghealth.plan.TableScans.Read;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of a plan by the table that they are about.
 *
 * @param of a table's columns against values, and what is not understood
 * @param joins columns of a table that equal one of another table
 * @param castJoins columns of a table that in a cast equal one of another table
 */
record PlanConditions(
    Map<Read, Set<Predicate>> of, Map<Read, Set<String>> joins, Map<Read, Set<Column>> castJoins) {
  private static final List<String> READ =
      List.of("Index Cond", "Recheck Cond", "Filter", "Join Filter", "Hash Cond", "Merge Cond");

  static PlanConditions of(PlanNode plan, TableScans scans) {
    return of(plan, scans, Set.of());
  }

  /**
   * Of a plan of a shortened text.
   *
   * @param lists parameters that stand for a list of values
   */
  static PlanConditions of(PlanNode plan, TableScans scans, Set<Integer> lists) {
    PlanConditions found =
        new PlanConditions(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    plan.all()
        .filter(node -> !node.type().equals("Bitmap Index Scan"))
        .forEach(node ->
            node.conditions()
                .forEach((name, text) -> {
                  if (READ.contains(name)) {
                    Predicates.of(listed(text, lists)).forEach(p -> found.add(p, node, scans));
                  }
                }));
    return found;
  }

  private static String listed(String condition, Set<Integer> lists) {
    String text = condition;
    for (int n : lists) {
      text = text.replaceAll("= \\$" + n + "(?!\\d)", "= ANY (\\$" + n + ")");
    }
    return text;
  }

  Set<Predicate> about(Read read) {
    return of.getOrDefault(read, Set.of());
  }

  List<Of> understood(Read read) {
    return about(read).stream().filter(Of.class::isInstance).map(Of.class::cast).toList();
  }

  List<Unknown> unknown(Read read) {
    return about(read).stream().filter(Unknown.class::isInstance).map(Unknown.class::cast).toList();
  }

  private void add(Predicate predicate, PlanNode node, TableScans scans) {
    switch (predicate) {
      case Of one -> {
        Read owner = owner(one.column(), node, scans);
        if (owner != null) {
          put(owner, new Of(local(one.column()), one.kind(), one.operator()));
        }
      }
      case Join join -> {
        join(join.left(), node, scans);
        join(join.right(), node, scans);
      }
      case Unknown unknown -> {
        Read own = scans.of(node);
        if (own != null) {
          put(own, unknown);
        } else {
          // Of a join: it may be about any table that it names.
          List<Read> owners = new ArrayList<>();
          unknown
              .names()
              .forEach(name -> {
                if (scans.of(name) != null) {
                  owners.add(scans.of(name));
                }
              });
          owners.forEach(owner -> put(owner, unknown));
        }
      }
    }
  }

  private void join(Column column, PlanNode node, TableScans scans) {
    Read owner = owner(column, node, scans);
    if (owner != null && column.cast() == null) {
      joins.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(column.name());
    } else if (owner != null) {
      castJoins.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(local(column));
    }
  }

  private void put(Read owner, Predicate predicate) {
    of.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(predicate);
  }

  private static Read owner(Column column, PlanNode node, TableScans scans) {
    return column.alias() == null ? scans.of(node) : scans.of(column.alias());
  }

  private static Column local(Column column) {
    return new Column(null, column.name(), column.cast());
  }
}
