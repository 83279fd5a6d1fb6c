package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.PlanReading;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.plan.TableScans.Scan;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PlanTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which index each scan of a statement lacks: the columns that are compared for equality, then a
 * range or the order. A scan is judged in the worst of the statement's plans.
 */
final class IndexWishes {
  /** Rows below which nobody needs an index. */
  private static final double FEW = 1_000;

  /** Of the rows read, at most so many may be wanted. */
  private static final double WANTED = 0.1;

  /** The same where each wanted row is looked up for a row of another table. */
  private static final double LOOKED_UP = 0.01;

  /** What was measured may be far less than what was expected, but not where all is expected. */
  private static final double PLAUSIBLE = 0.75;

  /** PostgreSQL's own guess for a range without values (selfuncs.h, DEFAULT_INEQ_SEL). */
  private static final double RANGE = 1.0 / 3;

  private static final double BRIN_PAGES = 131_072;
  private static final Set<String> TEXT_SEARCHES = Set.of("~~", "~~*", "~", "~*");
  private static final Set<String> JSON_SEARCHES = Set.of("@>", "?", "?|", "?&");
  private static final Set<String> ARRAY_SEARCHES = Set.of("@>", "&&");

  private final KnownTables known;
  private final List<TableScans> members;
  private final TableScans scans;
  private final PlanConditions conditions;

  private IndexWishes(Candidate candidate, Names names, PlanTables statistics) {
    this.known = new KnownTables(statistics);
    this.members =
        JudgedPlans.of(candidate).stream().map(plan -> TableScans.of(plan, names)).toList();
    PlanNode told = JudgedPlans.told(candidate);
    this.scans = TableScans.of(told, names);
    this.conditions = PlanConditions.of(told, scans);
  }

  /** The wishes of a statement; none where its plans could not be had. */
  static List<IndexWish> of(Candidate candidate, Names names, PlanTables statistics) {
    if (JudgedPlans.of(candidate).isEmpty()) {
      return List.of();
    }
    IndexWishes wishes = new IndexWishes(candidate, names, statistics);
    return wishes.scans.all().keySet().stream()
        .map(wishes::wish)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingDouble((IndexWish w) -> w.access().rows()).reversed())
        .limit(PlanReading.MOST)
        .toList();
  }

  private Optional<IndexWish> wish(Read read) {
    PlanTables.Table table = known.table(read.root());
    if (table == null || table.unknown() || table.tuples() < FEW) {
      return Optional.empty();
    }
    TableReading worst = null;
    double rows = Double.MAX_VALUE;
    for (TableScans member : members) {
      List<Scan> in = member.all().get(read);
      TableReading reading = in == null ? null : TableReading.of(known, in, read, table);
      if (reading == null) {
        return Optional.empty();
      }
      rows = Math.min(rows, reading.rows());
      worst = worst == null || reading.kept() > worst.kept() ? reading : worst;
    }
    return worst == null || rows < FEW ? Optional.empty() : wish(read, table, worst.least(rows));
  }

  private Optional<IndexWish> wish(Read read, PlanTables.Table table, TableReading worst) {
    TableScans.Context context = worst.scan().context();
    boolean driven =
        context.driver() >= 0
            && context.driver() + context.joined() <= LOOKED_UP * worst.rows()
            && worst.kept() > WANTED * worst.rows();
    double kept = driven ? context.driver() + context.joined() : worst.kept();
    List<Of> all = conditions.understood(read);
    KeyColumns columns =
        new KeyColumns(known, read, all, conditions.joins().getOrDefault(read, Set.of()));
    List<String> equal = columns.equal(driven);
    List<Key> order = ScanOrder.of(worst.scan(), read, scans);
    List<Of> ranges = columns.ranges(equal, order);
    List<Key> tail = new ArrayList<>();
    if (!ranges.isEmpty()) {
      String column = ranges.getFirst().column().name();
      tail.add(
          !order.isEmpty() && order.getFirst().column().equals(column)
              ? order.getFirst()
              : new Key(column, false));
    } else if (!order.isEmpty() && (context.limit() > 0 || !equal.isEmpty())) {
      tail.addAll(order);
    }
    PartialCondition partial = PartialCondition.of(known, read, all);
    double own = partial.share();
    for (String column : equal) {
      own *= known.share(read, column).orElse(1.0);
    }
    own *= ranges.isEmpty() ? 1 : RANGE;
    boolean whole = conditions.unknown(read).isEmpty();
    boolean answered = whole && all.stream().allMatch(p -> served(p, equal, tail, partial));
    if (context.limit() > 0 && answered && ordered(order, tail)) {
      // Read in this order, it ends with the last row that is wanted.
      kept = Math.min(kept, context.limit());
      own = Math.min(own, context.limit() / worst.rows());
    }
    boolean plain = context.plain() && whole && kept <= PLAUSIBLE * worst.rows();
    Method method = Method.BTREE;
    if (tail.isEmpty() && equal.isEmpty()) {
      if (partial.sql() != null && own <= WANTED) {
        tail.add(new Key(partial.column(), false));
      } else {
        return search(read, table, worst, all, kept, plain);
      }
    } else if (equal.isEmpty()
        && !ranges.isEmpty()
        && order.isEmpty()
        && table.pages() >= BRIN_PAGES
        && known.correlated(read, ranges.getFirst().column().name())) {
      method = Method.BRIN;
    }
    boolean far = kept <= WANTED * worst.rows() && own <= WANTED;
    List<String> trimmed = tail.isEmpty() ? columns.trimmed(table.tuples(), equal) : equal;
    return far || plain
        ? Optional.of(
            new IndexWish(
                read.root(),
                table.partitioned(),
                method,
                trimmed,
                tail,
                null,
                partial.sql(),
                access(worst, table, kept, plain),
                null))
        : Optional.empty();
  }

  /** An index for an operator that no btree knows. */
  private Optional<IndexWish> search(
      Read read,
      PlanTables.Table table,
      TableReading worst,
      List<Of> all,
      double kept,
      boolean plain) {
    if (kept > WANTED * worst.rows() && !plain) {
      return Optional.empty();
    }
    for (Of predicate : all) {
      PlanTables.Column column = known.column(read, predicate.column().name());
      if (predicate.kind() != Kind.SEARCH
          || column == null
          || !KnownTables.fits(predicate.column(), column)) {
        continue;
      }
      String operator = predicate.operator();
      boolean gin =
          (column.type().equals("jsonb") && JSON_SEARCHES.contains(operator))
              || (column.type().equals("tsvector") && operator.equals("@@"))
              || (column.array() && ARRAY_SEARCHES.contains(operator));
      boolean text = column.type().equals("text") || column.type().equals("varchar");
      boolean trigram =
          text && TEXT_SEARCHES.contains(operator) && known.statistics().trigrams() != null;
      if (gin || trigram) {
        return Optional.of(
            new IndexWish(
                read.root(),
                table.partitioned(),
                gin ? Method.GIN : Method.TRIGRAM,
                List.of(predicate.column().name()),
                List.of(),
                gin ? null : Identifiers.quote(known.statistics().trigrams()) + ".gin_trgm_ops",
                null,
                access(worst, table, kept, plain),
                null));
      }
    }
    return Optional.empty();
  }

  private IndexWish.Access access(
      TableReading worst, PlanTables.Table table, double kept, boolean plain) {
    PlanNode node = worst.scan().node();
    return new IndexWish.Access(
        node.type(),
        Names.partition(worst.scan().relation()) ? null : node.index(),
        worst.rows(),
        kept,
        plain,
        table.tuples(),
        table.pages(),
        worst.perBlock());
  }

  private static boolean served(
      Of predicate, List<String> equal, List<Key> tail, PartialCondition partial) {
    String name = predicate.column().name();
    return switch (predicate.kind()) {
      case EQUAL -> equal.contains(name);
      case RANGE -> !tail.isEmpty() && tail.getFirst().column().equals(name);
      case NULL, NOT_NULL, TRUE, FALSE -> partial.columns().contains(name);
      case SEARCH -> false;
    };
  }

  private static boolean ordered(List<Key> order, List<Key> tail) {
    return !order.isEmpty() && tail.size() >= 1 && order.getFirst().equals(tail.getFirst());
  }
}
