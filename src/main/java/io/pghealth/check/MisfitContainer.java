package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFit;
import io.pghealth.snapshot.IndexFit.Contained;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexKeys.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Btree and hash indexes over arrays, jsonb, tsvector or ranges that nobody scans: they compare
 * whole values, and what such a value contains they do not know.
 */
record MisfitContainer(
    Facts facts,
    IndexFacts indexes,
    IndexKeys keys,
    IndexFit fit,
    IndexUse use,
    List<Gap> gaps,
    IndexNames names,
    Doubts doubts) {
  private static final int MOST_STATEMENTS = 10;

  /** Access method that knows what is inside, by operator class of the one that does not. */
  private static final Map<String, String> FITTING =
      Map.of(
          "array_ops", "gin",
          "jsonb_ops", "gin",
          "tsvector_ops", "gin",
          "range_ops", "gist",
          "multirange_ops", "gist");

  Optional<Finding> judge(IndexUnit unit, long minSize) {
    List<Column> columns = keys.keys(unit.root().oid());
    if (columns.isEmpty()
        || !FITTING.containsKey(columns.getFirst().opclass())
        || unit.sizeBytes() < minSize
        || use.scans(unit) > 0
        || served(unit.root(), columns.getFirst())) {
      return Optional.empty();
    }
    if (!gaps.isEmpty()) {
      doubts.of(unit.reference(), gaps.getFirst().reason(), gaps.getFirst().remedy());
      return Optional.empty();
    }
    Contained contained = fit.contained().get(unit.root().oid());
    return Optional.of(finding(unit, columns, contained));
  }

  /**
   * Whether another index knows what the column contains; that nobody scans this one is no misfit.
   */
  private boolean served(Index root, Column first) {
    return indexes.indexes().values().stream()
        .filter(i -> i.tableOid() == root.tableOid() && i.predicate() == null)
        .filter(i -> FITTING.containsValue(i.accessMethod()) && !i.is(Flag.INVALID))
        .flatMap(i -> keys.keys(i.oid()).stream())
        .anyMatch(c ->
            c.attnum() == first.attnum() && Objects.equals(c.expression(), first.expression()));
  }

  private Finding finding(IndexUnit unit, List<Column> columns, Contained contained) {
    Index root = unit.root();
    Column first = columns.getFirst();
    String fitting = FITTING.get(first.opclass());
    String column = first.name() == null ? first.expression() : first.name();
    Finding.Builder finding =
        Finding.of(
                MisfitIndex.NAME,
                contained == null ? Severity.INFO : Severity.LOW,
                contained == null ? Confidence.LOW : Confidence.MEDIUM)
            .database(facts.database().name())
            .object(unit.reference())
            .message(
                root.accessMethod()
                    + " index "
                    + root.name()
                    + " on "
                    + root.schema()
                    + "."
                    + root.table()
                    + " ("
                    + Amounts.bytes(unit.sizeBytes())
                    + ") compares whole values of "
                    + column
                    + " and has not been scanned"
                    + (contained == null
                        ? "; what a value contains it cannot find"
                        : ", while "
                            + contained.statements().size()
                            + (contained.statements().size() == 1
                                ? " statement asks"
                                : " statements ask")
                            + " what a value contains"))
            .evidence("size", Amounts.bytes(unit.sizeBytes()))
            .evidence("scans", "none counted")
            .evidence("operator class", first.opclass())
            .impact(
                "searches for what "
                    + column
                    + " contains read the whole table, and each write keeps this index up to date");
    if (contained != null) {
      finding
          .evidence("calls of these statements", Amounts.count(contained.calls()))
          .statements(
              contained.statements().stream().limit(MOST_STATEMENTS).map(String::valueOf).toList());
    }
    if (contained != null && contained.intarray() != null && fitting.equals("gin")) {
      return finding.fix(whoseOperators(first, contained.intarray())).build();
    }
    boolean plain =
        contained != null
            && columns.size() == 1
            && first.name() != null
            && !root.partitioned()
            && root.predicate() == null;
    return plain
        ? replace(finding, unit, first, fitting).build()
        : finding
            .fix(
                new Fix(
                    List.of(),
                    "Where somebody asks what a value contains, CREATE INDEX … USING "
                        + fitting
                        + " serves that, and this one can go unless it is scanned after all."))
            .build();
  }

  /**
   * intarray has operators of its own for integer[], which go before the built-in ones wherever the
   * search_path of a statement finds them; each operator class serves only those of its own side.
   */
  private static Fix whoseOperators(Column first, String schema) {
    String column = first.name() == null ? "…" : Identifiers.quote(first.name());
    return new Fix(
        List.of(),
        "intarray is installed: statements that have its schema in search_path use its operators,"
            + " which CREATE INDEX … USING gin ("
            + column
            + " "
            + Identifiers.quote(schema, "gin__int_ops")
            + ") serves, and the default operator class of gin does not; for others it is the other"
            + " way round. Look at the plans, then this index can go, unless it is scanned after"
            + " all.");
  }

  private Finding.Builder replace(
      Finding.Builder finding, IndexUnit unit, Column first, String fitting) {
    Index root = unit.root();
    String name = names.of(root.schema(), root.name(), "_" + fitting, new HashSet<>());
    return finding
        .fix(
            new Fix(
                List.of(
                    "CREATE INDEX CONCURRENTLY "
                        + Identifiers.quote(name)
                        + " ON "
                        + Identifiers.quote(root.schema(), root.table())
                        + " USING "
                        + fitting
                        + " ("
                        + Identifiers.quote(first.name())
                        + ")"),
                "It blocks neither reads nor writes, and does not run inside a transaction block."
                    + " Each write costs more with it. Then this index can go, unless it is"
                    + " scanned after all."))
        .undo(
            new Fix(
                List.of("DROP INDEX CONCURRENTLY " + Identifiers.quote(root.schema(), name)),
                null));
  }
}
