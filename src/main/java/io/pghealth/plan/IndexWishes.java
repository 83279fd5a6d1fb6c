package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.PlanReading;
import io.pghealth.history.Shape;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.plan.TableScans.Scan;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.ColumnValues;
import io.pghealth.snapshot.PlanTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** The same where each wanted row is looked up for a row of another table. */
  private static final double LOOKED_UP = 0.01;

  /** What was measured may be far less than what was expected, but not where all is expected. */
  private static final double PLAUSIBLE = 0.75;

  /** Rows that are as good as one: further columns make an index larger and nothing faster. */
  private static final double ENOUGH = 10;

  /** An entry of a btree has room for a third of a page; one value should not take much of it. */
  private static final int WIDEST = 500;

  private static final double NEAR_CONSTANT = 0.95;

  /** PostgreSQL's own guess for a range without values (selfuncs.h, DEFAULT_INEQ_SEL). */
  private static final double RANGE = 1.0 / 3;

  private static final double BRIN_PAGES = 131_072;
  private static final double BRIN_CORRELATION = 0.99;

  private static final Set<String> NO_BTREE =
      Set.of("json", "jsonb", "xml", "point", "box", "polygon", "path", "line", "circle");
  private static final Set<String> TEXT_SEARCHES = Set.of("~~", "~~*", "~", "~*");
  private static final Set<String> JSON_SEARCHES = Set.of("@>", "?", "?|", "?&");
  private static final Set<String> ARRAY_SEARCHES = Set.of("@>", "&&");

  private static final Pattern FIRST_COLUMN =
      Pattern.compile("^btree \\((\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)( DESC)?[,)]");

  private final Names names;
  private final PlanTables statistics;
  private final List<TableScans> members;
  private final TableScans scans;
  private final PlanConditions conditions;

  private IndexWishes(Candidate candidate, Names names, PlanTables statistics) {
    this.names = names;
    this.statistics = statistics;
    this.members = judged(candidate).stream().map(plan -> TableScans.of(plan, names)).toList();
    PlanNode told = told(candidate);
    this.scans = TableScans.of(told, names);
    this.conditions = PlanConditions.of(told, scans);
  }

  /** The wishes of a statement; none where its plans could not be had. */
  static List<IndexWish> of(Candidate candidate, Names names, PlanTables statistics) {
    if (judged(candidate).isEmpty()) {
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

  /** Columns that it must know of. */
  static Set<ColumnValues.Column> columns(Candidate candidate, Names names) {
    Set<ColumnValues.Column> columns = new LinkedHashSet<>();
    if (judged(candidate).isEmpty()) {
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
          each.forEach(scan -> order(scan, read, scans).forEach(key -> wanted.add(key.column())));
          wanted.forEach(name ->
              columns.add(new ColumnValues.Column(read.root().schema(), read.root().name(), name)));
        });
    return columns;
  }

  /** Plans with values are what is executed; the generic one where they could not be had. */
  static List<PlanNode> judged(Candidate candidate) {
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

  private Optional<IndexWish> wish(Read read) {
    PlanTables.Table table = table(read.root());
    if (table == null || table.unknown() || table.tuples() < FEW) {
      return Optional.empty();
    }
    Reading worst = null;
    double rows = Double.MAX_VALUE;
    for (TableScans member : members) {
      List<Scan> in = member.all().get(read);
      Reading reading = in == null ? null : reading(in, read, table);
      if (reading == null) {
        return Optional.empty();
      }
      rows = Math.min(rows, reading.rows());
      worst = worst == null || reading.kept() > worst.kept() ? reading : worst;
    }
    return worst == null || rows < FEW ? Optional.empty() : wish(read, table, worst.reading(rows));
  }

  /** What one plan reads of a table. */
  private record Reading(Scan scan, double rows, double kept, double perBlock) {
    Reading reading(double least) {
      return new Reading(scan, least, kept, perBlock);
    }
  }

  private Reading reading(List<Scan> in, Read read, PlanTables.Table table) {
    double rows = 0;
    double kept = 0;
    for (Scan scan : in) {
      double read1 = rows(scan, read);
      if (read1 < 0) {
        return null;
      }
      rows += read1;
      kept += scan.node().estimate().rows() * scan.context().processes();
    }
    Scan first = in.getFirst();
    return new Reading(first, rows, kept, perBlock(first, read, table));
  }

  /** Rows that a scan reads; below 0 where nobody can tell. */
  private double rows(Scan scan, Read read) {
    PlanNode node = scan.node();
    boolean filtered = node.conditions().containsKey("Filter");
    String bounds = node.conditions().get("Index Cond");
    double kept = node.estimate().rows() * scan.context().processes();
    if (node.type().equals("Seq Scan") || (bounds == null && !node.type().startsWith("Bitmap"))) {
      PlanTables.Table leaf =
          table(new Shape.Relation(scan.relation().schema(), scan.relation().name()));
      return leaf == null || leaf.unknown() ? -1 : leaf.tuples();
    }
    if (!filtered) {
      return kept;
    }
    if (node.type().startsWith("Bitmap")) {
      return node.children().isEmpty() || node.children().getFirst().type().equals("BitmapAnd")
          ? kept
          : node.all()
              .filter(n -> n.type().equals("Bitmap Index Scan"))
              .mapToDouble(n -> n.estimate().rows())
              .sum();
    }
    double share = 1;
    for (Predicate predicate : Predicates.of(bounds)) {
      if (predicate instanceof Of(Predicate.Column column, Kind kind, _) && kind == Kind.EQUAL) {
        share *= share(read, column.name()).orElse(0.0);
      } else {
        return kept;
      }
    }
    PlanTables.Table all = table(read.root());
    return all == null ? -1 : Math.max(kept, all.tuples() * share);
  }

  private double perBlock(Scan scan, Read read, PlanTables.Table table) {
    if (scan.node().index() == null) {
      return table.perPage();
    }
    double correlation =
        firstColumn(scan)
            .map(key -> column(read, key.column()))
            .map(PlanTables.Column::correlation)
            .orElse(0.0);
    return 1 + (table.perPage() - 1) * correlation * correlation;
  }

  private Optional<IndexWish> wish(Read read, PlanTables.Table table, Reading worst) {
    TableScans.Context context = worst.scan().context();
    boolean driven =
        context.driver() >= 0
            && context.driver() + context.joined() <= LOOKED_UP * worst.rows()
            && worst.kept() > WANTED * worst.rows();
    double kept = driven ? context.driver() + context.joined() : worst.kept();
    List<Of> all = conditions.understood(read);
    List<String> equal = equal(read, all, driven);
    List<Key> order = order(worst.scan(), read, scans);
    List<Of> ranges = ranges(read, all, equal, order);
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
    Share partial = partial(read, all);
    double own = partial.share();
    for (String column : equal) {
      own *= share(read, column).orElse(1.0);
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
        && correlated(read, ranges.getFirst().column().name())) {
      method = Method.BRIN;
    }
    boolean far = kept <= WANTED * worst.rows() && own <= WANTED;
    List<String> trimmed = tail.isEmpty() ? trimmed(read, table, equal) : equal;
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
      Read read, PlanTables.Table table, Reading worst, List<Of> all, double kept, boolean plain) {
    if (kept > WANTED * worst.rows() && !plain) {
      return Optional.empty();
    }
    for (Of predicate : all) {
      PlanTables.Column column = column(read, predicate.column().name());
      if (predicate.kind() != Kind.SEARCH || column == null || !fits(predicate.column(), column)) {
        continue;
      }
      String operator = predicate.operator();
      boolean gin =
          (column.type().equals("jsonb") && JSON_SEARCHES.contains(operator))
              || (column.type().equals("tsvector") && operator.equals("@@"))
              || (column.array() && ARRAY_SEARCHES.contains(operator));
      boolean text = column.type().equals("text") || column.type().equals("varchar");
      boolean trigram = text && TEXT_SEARCHES.contains(operator) && statistics.trigrams() != null;
      if (gin || trigram) {
        return Optional.of(
            new IndexWish(
                read.root(),
                table.partitioned(),
                gin ? Method.GIN : Method.TRIGRAM,
                List.of(predicate.column().name()),
                List.of(),
                gin ? null : Identifiers.quote(statistics.trigrams()) + ".gin_trgm_ops",
                null,
                access(worst, table, kept, plain),
                null));
      }
    }
    return Optional.empty();
  }

  private IndexWish.Access access(
      Reading worst, PlanTables.Table table, double kept, boolean plain) {
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

  /** Columns compared for equality that tell rows apart, most distinct values first. */
  private List<String> equal(Read read, List<Of> all, boolean driven) {
    Set<String> found = new TreeSet<>();
    all.stream()
        .filter(p -> p.kind() == Kind.EQUAL && good(read, p.column()))
        .forEach(p -> found.add(p.column().name()));
    if (driven) {
      conditions.joins().getOrDefault(read, Set.of()).stream()
          .filter(name -> good(read, new Predicate.Column(null, name, null)))
          .forEach(found::add);
    }
    return found.stream()
        .sorted(
            Comparator.comparing((String name) -> share(read, name).orElse(1.0))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private List<String> trimmed(Read read, PlanTables.Table table, List<String> equal) {
    List<String> enough = new ArrayList<>();
    double rows = table.tuples();
    for (String column : equal) {
      if (!enough.isEmpty() && rows <= ENOUGH) {
        break;
      }
      enough.add(column);
      rows *= share(read, column).orElse(1.0);
    }
    return enough;
  }

  private List<Of> ranges(Read read, List<Of> all, List<String> equal, List<Key> order) {
    String first = order.isEmpty() ? null : order.getFirst().column();
    return all.stream()
        .filter(p -> p.kind() == Kind.RANGE && !equal.contains(p.column().name()))
        .filter(p -> good(read, p.column()))
        .sorted(
            Comparator.comparing((Of p) -> !p.column().name().equals(first))
                .thenComparing(p -> share(read, p.column().name()).orElse(1.0))
                .thenComparing(p -> p.column().name()))
        .toList();
  }

  /** Whether an index on the column tells rows apart at all, and may be built. */
  private boolean good(Read read, Predicate.Column asked) {
    PlanTables.Column column = column(read, asked.name());
    return column != null
        && fits(asked, column)
        && !column.array()
        && !NO_BTREE.contains(column.type())
        && column.width() != null
        && column.width() <= WIDEST
        && column.mostCommon() < NEAR_CONSTANT
        && share(read, asked.name()).orElse(1.0) < 1;
  }

  /** A varchar is compared as text; any other cast makes another value of it. */
  private static boolean fits(Predicate.Column asked, PlanTables.Column column) {
    return asked.cast() == null
        || (asked.cast().equals("text") && column.type().equals("varchar") && column.builtIn());
  }

  private static boolean served(Of predicate, List<String> equal, List<Key> tail, Share partial) {
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

  /**
   * Conditions that the statement always carries, and that few rows meet.
   *
   * @param sql null for none
   * @param share of the rows that meet them
   * @param columns that they are about
   */
  private record Share(String sql, double share, Set<String> columns) {
    String column() {
      return columns.iterator().next();
    }
  }

  private Share partial(Read read, List<Of> all) {
    Set<String> sql = new TreeSet<>();
    Set<String> columns = new LinkedHashSet<>();
    double share = 1;
    for (Of predicate : all) {
      PlanTables.Column column = column(read, predicate.column().name());
      if (column == null || predicate.column().cast() != null) {
        continue;
      }
      Double met =
          switch (predicate.kind()) {
            case NULL -> column.nulls();
            case NOT_NULL -> column.nulls() == null ? null : (Double) (1 - column.nulls());
            case TRUE -> column.trueShare();
            case FALSE ->
                column.trueShare() == null || column.nulls() == null
                    ? null
                    : (Double) (1 - column.trueShare() - column.nulls());
            default -> null;
          };
      if (met == null || met > 0.5) {
        continue;
      }
      String quoted = Identifiers.quote(predicate.column().name());
      sql.add(
          switch (predicate.kind()) {
            case NULL -> quoted + " IS NULL";
            case NOT_NULL -> quoted + " IS NOT NULL";
            case TRUE -> quoted;
            default -> "NOT " + quoted;
          });
      columns.add(predicate.column().name());
      share *= Math.max(met, 1e-9);
    }
    return new Share(sql.isEmpty() ? null : String.join(" AND ", sql), share, columns);
  }

  private boolean correlated(Read read, String name) {
    PlanTables.Column column = column(read, name);
    return column.correlation() != null && Math.abs(column.correlation()) >= BRIN_CORRELATION;
  }

  /** Columns that a scan's rows are wanted by, or read by; empty where not all are understood. */
  private static List<Key> order(Scan scan, Read read, TableScans scans) {
    if (scan.context().order().isEmpty()) {
      boolean read1 =
          scan.context().limit() > 0
              && scan.node().index() != null
              && !scan.node().conditions().containsKey("Index Cond");
      return read1 ? firstColumn(scan).stream().toList() : List.of();
    }
    List<Key> order = new ArrayList<>();
    for (String text : scan.context().order()) {
      Predicates.Reference key = Predicates.sorted(text);
      if (key == null
          || key.column().cast() != null
          || (key.column().alias() != null && !read.equals(scans.of(key.column().alias())))) {
        return List.of();
      }
      order.add(new Key(key.column().name(), text.endsWith(" DESC")));
    }
    return order;
  }

  /** First column of the index that a scan reads, in the order that it reads it. */
  private static Optional<Key> firstColumn(Scan scan) {
    Optional<CauseFacts.Index> index = Names.index(scan.relation(), scan.node().index());
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Matcher m = FIRST_COLUMN.matcher(index.get().definition());
    if (!m.find()) {
      return Optional.empty();
    }
    boolean descending = (m.group(2) != null) != scan.node().estimate().backward();
    String name = m.group(1);
    return Optional.of(
        new Key(
            name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name,
            descending));
  }

  /** Share of the rows that one value of a column has. */
  private Optional<Double> share(Read read, String name) {
    PlanTables.Column column = column(read, name);
    PlanTables.Table table = table(read.root());
    return column == null || table == null
        ? Optional.empty()
        : column.distinct(table.tuples()).map(distinct -> 1 / distinct);
  }

  private PlanTables.Column column(Read read, String name) {
    return statistics
        .columns()
        .get(new ColumnValues.Column(read.root().schema(), read.root().name(), name));
  }

  private PlanTables.Table table(Shape.Relation relation) {
    return statistics.tables().get(new PlanTables.Name(relation.schema(), relation.name()));
  }

  /** Tables that it must know of: each relation of the plans, and its root. */
  static Set<PlanTables.Name> tables(Candidate candidate, Names names) {
    Set<PlanTables.Name> found = new LinkedHashSet<>();
    Stream.concat(judged(candidate).stream(), Stream.of(candidate.generic()))
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
