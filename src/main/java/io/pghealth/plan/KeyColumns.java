package io.pghealth.plan;

import io.pghealth.history.IndexWish.Key;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Columns of a table that an index could begin with.
 *
 * @param all conditions on the table that are understood
 * @param joined columns that it is joined by
 */
record KeyColumns(KnownTables known, Read read, List<Of> all, Set<String> joined) {
  /** Rows that are as good as one: further columns make an index larger and nothing faster. */
  private static final double ENOUGH = 10;

  /** The same of the most common value. */
  private static final double MOST = 100;

  /** Columns compared for equality that tell rows apart, most distinct values first. */
  List<String> equal(boolean driven) {
    Set<String> found = new TreeSet<>();
    all.stream()
        .filter(p -> p.kind() == Kind.EQUAL && known.good(read, p.column()))
        .forEach(p -> found.add(p.column().name()));
    if (driven) {
      joined.stream()
          .filter(name -> known.good(read, new Predicate.Column(null, name, null)))
          .forEach(found::add);
    }
    return found.stream()
        .sorted(
            Comparator.comparing((String name) -> known.share(read, name).orElse(1.0))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Share of the rows that one value of each of these has. */
  double share(List<String> equal) {
    return equal.stream()
        .mapToDouble(name -> known.share(read, name).orElse(1.0))
        .reduce(1, (a, b) -> a * b);
  }

  /** Those of these that are compared with lists of values only. */
  List<String> lists(List<String> equal) {
    return equal.stream()
        .filter(name -> !joined.contains(name))
        .filter(name -> all.stream().noneMatch(p -> p.column().name().equals(name) && p.single()))
        .toList();
  }

  /** Whether these leave so few rows that neither a range nor an order behind them adds to it. */
  boolean enough(double tuples, List<String> equal) {
    double rows = tuples * share(equal);
    double most = tuples;
    for (String column : equal) {
      most = Math.min(most, tuples * known.column(read, column).mostCommon());
    }
    return !equal.isEmpty() && rows <= ENOUGH && most <= MOST;
  }

  /** As many of these as make a difference. */
  List<String> trimmed(double tuples, List<String> equal) {
    List<String> enough = new ArrayList<>();
    double rows = tuples;
    for (String column : equal) {
      if (!enough.isEmpty() && rows <= ENOUGH) {
        break;
      }
      enough.add(column);
      rows *= known.share(read, column).orElse(1.0);
    }
    return enough;
  }

  /** Conditions on a range, the best one first. */
  List<Of> ranges(List<String> equal, List<Key> order) {
    String first = order.isEmpty() ? null : order.getFirst().column();
    return all.stream()
        .filter(p -> p.kind() == Kind.RANGE && !equal.contains(p.column().name()))
        .filter(p -> known.good(read, p.column()))
        .sorted(
            Comparator.comparing((Of p) -> !p.column().name().equals(first))
                .thenComparing(p -> known.share(read, p.column().name()).orElse(1.0))
                .thenComparing(p -> p.column().name()))
        .toList();
  }
}
