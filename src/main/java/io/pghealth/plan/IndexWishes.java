package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Found;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.PlanReading;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.plan.TableScans.Scan;
import io.pghealth.snapshot.PlanTables;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which index each scan of a statement lacks: the columns that are compared for equality, then a
 * range or the order. A scan is judged in the worst of the statement's plans.
 */
final class IndexWishes {
  /** Rows below which nobody needs an index. */
  private static final double FEW = 1_000;

  /** Of the rows read, at most so many may be wanted. */
  private static final double WANTED = 0.1;

  /** What was measured may be far less than what was expected, but not where all is expected. */
  private static final double PLAUSIBLE = 0.75;

  /** PostgreSQL's own guess for a range without values (selfuncs.h, DEFAULT_INEQ_SEL). */
  private static final double RANGE = 1.0 / 3;

  private static final double BRIN_PAGES = 131_072;

  private final KnownTables known;
  private final List<TableScans> members;
  private final TableScans scans;
  private final PlanConditions conditions;
  private final boolean skips;

  private IndexWishes(Candidate candidate, Names names, PlanTables statistics) {
    this.known = new KnownTables(statistics);
    this.members =
        JudgedPlans.of(candidate).stream().map(plan -> TableScans.of(plan, names)).toList();
    PlanNode told = JudgedPlans.told(candidate);
    this.scans = TableScans.of(told, names);
    this.conditions = PlanConditions.of(told, scans, candidate.text().lists());
    this.skips = candidate.text().skips();
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
    double met = 1;
    for (TableScans member : members) {
      List<Scan> in = member.all().get(read);
      TableReading reading = in == null ? null : TableReading.of(known, in, read, table);
      if (reading == null) {
        return Optional.empty();
      }
      rows = Math.min(rows, reading.rows());
      met = Math.min(met, reading.kept() / Math.max(1, reading.rows()));
      worst = worst == null || reading.kept() > worst.kept() ? reading : worst;
    }
    return worst == null || rows < FEW
        ? Optional.empty()
        : wish(read, table, worst.least(rows), met);
  }

  /** Found by the scan's own conditions or by those of a join, whichever touches fewer blocks. */
  private Optional<IndexWish> wish(
      Read read, PlanTables.Table table, TableReading worst, double met) {
    LookUp lookUp = LookUp.of(read, worst, WANTED, conditions, scans);
    if (lookUp == null || lookUp.only()) {
      return wish(read, table, worst, met, lookUp);
    }
    return Stream.of(
            wish(read, table, worst, met, null),
            wish(read, table, worst, met, lookUp)
                .filter(w -> w.equal().stream().anyMatch(lookUp.columns()::contains)))
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(w -> w.access().found().blocks(w.access().kept())));
  }

  /**
   * @param met least share of the rows read that is wanted
   * @param lookUp null where it finds them by their own conditions
   */
  private Optional<IndexWish> wish(
      Read read, PlanTables.Table table, TableReading worst, double met, LookUp lookUp) {
    TableScans.Context context = worst.scan().context();
    boolean driven = lookUp != null;
    double kept = driven ? lookUp.rows() : worst.kept();
    // How many rows an OFFSET skips is not known: behind one a LIMIT says nothing.
    double limit = skips ? 0 : context.limit();
    List<Of> all = conditions.understood(read);
    Set<String> joined =
        driven ? lookUp.columns() : conditions.joins().getOrDefault(read, Set.of());
    KeyColumns columns = new KeyColumns(known, read, all, joined);
    ColumnChoice choice =
        ColumnChoice.of(
            columns, driven, ScanOrder.of(worst.scan(), read, scans), limit, met, table.tuples());
    PartialCondition partial = PartialCondition.of(known, read, all);
    double own = partial.share() * columns.share(choice.equal());
    own *= choice.range() == null ? 1 : RANGE;
    boolean whole = conditions.unknown(read).isEmpty();
    boolean ended = limit > 0 && whole && choice.inOrder() && choice.answers(all, partial);
    // Read in this order, it ends with the last row that is wanted.
    double perReturned = choice.perWanted();
    if (ended) {
      kept = Math.min(kept, limit * perReturned);
      own = Math.min(own, limit * perReturned / worst.rows());
    }
    boolean plain = context.plain() && whole && kept <= PLAUSIBLE * worst.rows();
    boolean few = kept <= WANTED * worst.rows();
    List<Key> tail = choice.tail();
    Method method = Method.BTREE;
    if (tail.isEmpty() && choice.equal().isEmpty()) {
      if (partial.sql() == null || own > WANTED) {
        SearchIndex search = SearchIndex.of(known, read, all);
        return search == null || !few && !plain
            ? Optional.empty()
            : Optional.of(
                new IndexWish(
                    read.root(),
                    table.partitioned(),
                    search.method(),
                    List.of(search.column()),
                    List.of(),
                    search.operatorClass(),
                    null,
                    false,
                    worst.access(table, kept, plain, 0, FoundRows.anywhere(table)),
                    null));
      }
      tail = List.of(new Key(partial.column(), false));
    } else if (choice.equal().isEmpty()
        && choice.range() != null
        && choice.order().isEmpty()
        && table.pages() >= BRIN_PAGES
        && known.correlated(read, choice.range())) {
      method = Method.BRIN;
    }
    if (!plain && !(few && own <= WANTED)) {
      return Optional.empty();
    }
    List<String> equal =
        tail.isEmpty() ? columns.trimmed(table.tuples(), choice.equal()) : choice.equal();
    Found found =
        driven
            ? lookUp.found(table.tuples() * columns.share(equal) * partial.share())
            : FoundRows.of(known, read, table, kept, partial.share(), equal, tail);
    return Optional.of(
        new IndexWish(
            read.root(),
            table.partitioned(),
            method,
            equal,
            tail,
            null,
            partial.sql(),
            ended,
            worst.access(table, kept, plain, ended && context.page() ? perReturned : 0, found),
            null));
  }
}
