package io.pghealth.check;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanLine;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.Window;
import io.pghealth.plan.FlipCause;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What speaks against that the calls of a statement have the plan that EXPLAIN shows: it knows
 * neither their values nor what a session set for itself.
 *
 * @param shapes of the plan with and without values
 * @param changes since it costs more, of its tables' indexes and of the planner's settings
 * @param grown tables that grew lately, and how many times as many rows they have since it costs
 *     more
 * @param database its name
 */
record CallPlans(
    List<Shape> shapes,
    List<CatalogChange> changes,
    Map<Shape.Relation, Double> grown,
    String database) {
  private static final Set<String> MEMORY = Set.of("work_mem", "hash_mem_multiplier");
  private static final Pattern AMOUNT =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([kMGT]?B)?\\s*");
  private static final int NAMED = 3;
  private static final double BLOCK = 8192;

  /** Blocks below which a table is read in whichever way. */
  private static final double SIZABLE = 40;

  /** Of a table's blocks: that few, or nearly all of them. */
  private static final double FEW = 0.25;

  private static final double ALL = 0.9;

  /** Of a table's pages, rows written since the last vacuum that make looking up rows matter. */
  private static final double WRITTEN = 0.1;

  static CallPlans of(
      DatabasePlans plans, StatementHistory statement, Course.Split split, String database) {
    Instant until = split.after().getFirst().to();
    Set<Shape.Relation> reads = plans.relations(statement.plans().current());
    return new CallPlans(
        Arrays.stream(ShapeSet.Member.values())
            .map(member -> plans.shape(statement.plans().current().of(member)))
            .filter(Objects::nonNull)
            .toList(),
        plans.changes().stream()
            .filter(c -> c.until().isAfter(split.since()) && c.after().isBefore(until))
            .filter(c ->
                switch (c.kind()) {
                  case INDEX_DROPPED, INDEX_INVALID ->
                      reads.contains(c.table()) && !replaced(plans.catalog(), c);
                  case SETTING_CHANGED -> c.concerns(statement.role());
                  default -> false;
                })
            .filter(c -> c.kind() != Kind.SETTING_CHANGED || !putBack(c, split, plans.changes()))
            .sorted(Comparator.comparing(CatalogChange::kind))
            .toList(),
        plans.changes().stream()
            .filter(c -> c.kind() == Kind.GREW)
            .collect(
                Collectors.toMap(
                    CatalogChange::table,
                    c -> c.until().isAfter(split.since()) ? factor(c) : 1,
                    (a, b) -> a * b)),
        database);
  }

  private static double factor(CatalogChange grew) {
    return Double.parseDouble(grew.detail().now())
        / Math.max(1, Double.parseDouble(grew.detail().before()));
  }

  /** Whether the setting is by now what it was before the statement cost more. */
  static boolean putBack(CatalogChange change, Course.Split split, List<CatalogChange> all) {
    List<CatalogChange> course =
        all.stream()
            .filter(c -> c.kind() == Kind.SETTING_CHANGED && c.until().isAfter(split.since()))
            .filter(change::ofSameSetting)
            .sorted(Comparator.comparing(CatalogChange::until))
            .toList();
    return !course.isEmpty() && Objects.equals(course.getFirst().before(), course.getLast().now());
  }

  /** An index of another name that is the same has taken its place. */
  private static boolean replaced(CauseFacts now, CatalogChange change) {
    return now != null
        && now.relations().stream()
            .filter(r -> r.rootSchema().equals(change.table().schema()))
            .filter(r -> r.rootName().equals(change.table().name()))
            .flatMap(r -> r.indexes().stream())
            .anyMatch(i -> i.valid() && i.definition().equals(change.index().definition()));
  }

  /** What gives it less memory since; null for nothing. */
  String memory() {
    return changes.stream()
        .filter(CallPlans::ofMemory)
        .filter(c -> c.before() == null || c.now() == null || less(c.now(), c.before()))
        .map(c -> FlipCause.of(c, database).text())
        .findFirst()
        .orElse(null);
  }

  private static boolean ofMemory(CatalogChange change) {
    return change.kind() == Kind.SETTING_CHANGED && MEMORY.contains(change.setting().name());
  }

  private static boolean less(CauseFacts.Setting now, CauseFacts.Setting before) {
    return amount(now.value()) < amount(before.value());
  }

  /** In kB, as work_mem counts, or as it stands; not a number where it is written otherwise. */
  private static double amount(String value) {
    Matcher matcher = AMOUNT.matcher(value);
    if (!matcher.matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(matcher.group(1));
    return switch (Objects.requireNonNullElse(matcher.group(2), "kB")) {
      case "B" -> number / 1024;
      case "MB" -> number * 1024;
      case "GB" -> number * 1024 * 1024;
      case "TB" -> number * 1024 * 1024 * 1024;
      default -> number;
    };
  }

  /** What changed that may have given the calls another plan; null for nothing. */
  String changed() {
    return named(changes);
  }

  /** The same for calls that use no temporary files: memory is not what they lack. */
  String changedBesidesMemory() {
    return named(changes.stream().filter(c -> !ofMemory(c)).toList());
  }

  /** Indexes that are gone; null for none. */
  String indexesGone() {
    return named(changes.stream().filter(c -> c.kind() != Kind.SETTING_CHANGED).toList());
  }

  private String named(List<CatalogChange> some) {
    return some.isEmpty()
        ? null
        : "EXPLAIN without the values of the calls shows the same plan before and after, but "
            + some.stream()
                .limit(NAMED)
                .map(c -> FlipCause.of(c, database).text())
                .distinct()
                .collect(Collectors.joining("; "));
  }

  /** Why what was counted cannot be of this plan; null where it can. */
  String contradiction(Window before, Window after, TableFacts tables) {
    Table table = onlyTable(tables);
    if (table == null) {
      return null;
    }
    boolean whole = whole();
    boolean never = shapes.stream().noneMatch(s -> s.tree().contains("Seq Scan"));
    // Of the last VACUUM or ANALYZE: a table that grew since was smaller before.
    double pages = Math.min(table.pages(), table.sizeBytes() / BLOCK);
    if (whole
        && pages >= SIZABLE
        && before.blocksPerCall() < FEW * pages
        && !grown.containsKey(new Shape.Relation(table.schema(), table.name()))) {
      return "the plan of our EXPLAIN reads the whole table, and its calls read far less of it before";
    }
    double size = table.sizeBytes() / BLOCK;
    return never && size >= SIZABLE && after.blocksPerCall() >= ALL * size
        ? "its calls read as much as the whole table, and the plan of our EXPLAIN does not (a session"
            + " that sets planner settings for itself, or values that want another plan)"
        : null;
  }

  private boolean whole() {
    return shapes.stream().allMatch(s -> s.tree().contains("Seq Scan"));
  }

  /**
   * Whether the counters alone show the plan: it reads one table from end to end, calls read as
   * many blocks as that has, and have come to read as many times more as it has grown.
   */
  boolean provenGrowth(Window before, Window after, TableFacts tables) {
    Table table = onlyTable(tables);
    if (table == null || !whole()) {
      return false;
    }
    Double rows = grown.get(new Shape.Relation(table.schema(), table.name()));
    double size = table.sizeBytes() / BLOCK;
    return rows != null
        && size >= SIZABLE
        && near(after.blocksPerCall(), size)
        && near(after.blocksPerCall() / Math.max(1, before.blocksPerCall()), rows);
  }

  private static boolean near(double a, double b) {
    return a >= ALL * b && ALL * a <= b;
  }

  /** The table, where the plan reads one from beginning to end of what it wants. */
  private Table onlyTable(TableFacts tables) {
    boolean simple =
        !shapes.isEmpty()
            && shapes.stream()
                .allMatch(s ->
                    s.relations().size() == 1
                        && s.relations().equals(shapes.getFirst().relations())
                        && !s.lines().isEmpty()
                        && s.lines().stream().noneMatch(l -> l.node().startsWith("Limit"))
                        && s.lines().stream().filter(CallPlans::scans).count() == 1);
    return simple ? table(shapes.getFirst().relations().getFirst(), tables) : null;
  }

  private static boolean scans(PlanLine line) {
    return line.node().contains(" on ") && !line.node().startsWith("Bitmap Index Scan");
  }

  private static Table table(Shape.Relation relation, TableFacts tables) {
    return tables.tables().values().stream()
        .filter(t -> t.schema().equals(relation.schema()) && t.name().equals(relation.name()))
        .findFirst()
        .orElse(null);
  }

  /** A table of which it reads an index alone, where the table was written since its vacuum. */
  Optional<Table> indexOnly(TableFacts tables, TableActivity activity) {
    return shapes.stream()
        .filter(s -> s.lines().stream().anyMatch(l -> l.node().startsWith("Index Only Scan")))
        .flatMap(s ->
            s.relations().stream()
                .filter(r ->
                    s.lines().stream()
                        .anyMatch(l ->
                            l.node().startsWith("Index Only Scan")
                                && (l.node() + " ").contains(" on " + r.name() + " "))))
        .distinct()
        .map(r -> table(r, tables))
        .filter(Objects::nonNull)
        .filter(t -> written(t, activity.tables().get(t.oid())))
        .findFirst();
  }

  private static boolean written(Table table, TableActivity.Activity activity) {
    return table.pages() >= SIZABLE
        && activity != null
        && (activity.dead() + activity.insertedSinceVacuum() >= WRITTEN * table.pages()
            || table.allVisiblePages() < (1 - WRITTEN) * table.pages());
  }
}
