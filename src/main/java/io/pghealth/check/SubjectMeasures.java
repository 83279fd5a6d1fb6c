package io.pghealth.check;

import io.pghealth.finding.Finding;
import io.pghealth.finding.Measure;
import io.pghealth.finding.Measures;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.History;
import io.pghealth.history.RawWindow;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Measures the subjects of findings by what a cycle has read. */
public final class SubjectMeasures implements Measures {
  /** Calls that a mean is taken of, where there are so many. */
  private static final long CALLS = 20;

  private final Snapshot snapshot;
  private final History history;
  private final Target target;
  private final Map<String, List<QueryLoad>> loads = new HashMap<>();
  private final Map<String, IndexUse> uses = new HashMap<>();
  private final Map<String, IndexSizes> sizes = new HashMap<>();

  /** Of one cycle, the history being advanced by its snapshot. */
  public SubjectMeasures(Snapshot snapshot, History history, Target target) {
    this.snapshot = snapshot;
    this.history = history;
    this.target = target;
  }

  @Override
  public Measure of(Finding finding, Instant since) {
    List<String> ids =
        Stream.concat(Stream.ofNullable(finding.queryId()), finding.statements().stream())
            .distinct()
            .limit(Measure.MOST)
            .toList();
    boolean mends = finding.fix() != null && !finding.fix().sql().isEmpty();
    Optional<DatabaseSnapshot> database =
        finding.database() == null ? Optional.empty() : snapshot.database(finding.database());
    if (database.isEmpty() || ids.isEmpty() && !mends) {
      return null;
    }
    return new Measure(
        snapshot.at(),
        bytes(finding, database.get()),
        writes(finding.object(), database.get()),
        ids.stream()
            .map(id -> statement(finding.database(), id, since))
            .filter(Objects::nonNull)
            .toList());
  }

  private Measure.Statement statement(String database, String id, Instant since) {
    RawWindow window =
        loads.computeIfAbsent(database, this::loads).stream()
            .filter(q -> q.id().equals(id))
            .findFirst()
            .map(q -> since == null ? newest(q) : since(q, since))
            .orElse(null);
    return window == null
        ? null
        : new Measure.Statement(
            id,
            window.from(),
            window.to(),
            window.calls(),
            (double) window.blocks() / window.calls(),
            window.millis() / window.calls());
  }

  private List<QueryLoad> loads(String database) {
    DatabasePlans plans = history.plans().databases().get(database);
    return plans == null ? List.of() : QueryLoad.of(plans, snapshot.at());
  }

  private static RawWindow newest(QueryLoad query) {
    RawWindow enough = query.newest(CALLS);
    return enough == null ? query.windows().stream().reduce(RawWindow::then).orElseThrow() : enough;
  }

  /** Something happened in the first window after: it counts only where there is no other. */
  private static RawWindow since(QueryLoad query, Instant since) {
    List<RawWindow> later =
        query.windows().stream()
            .filter(w -> w.from() != null && !w.from().isBefore(since))
            .toList();
    return later.stream().skip(later.size() > 1 ? 1 : 0).reduce(RawWindow::then).orElse(null);
  }

  private Long bytes(Finding finding, DatabaseSnapshot database) {
    ObjectRef object = finding.object();
    if (object != null && object.kind() == ObjectKind.INDEX) {
      return database
          .indexes()
          .toOptional()
          .map(facts ->
              sizes
                  .computeIfAbsent(database.name(), _ -> IndexSizes.of(facts))
                  .bytes(object.schema(), object.name()))
          .orElse(null);
    }
    if (object != null
        && object.kind() == ObjectKind.TABLE
        && finding.check().equals(TableBloat.NAME)) {
      return table(database, object.schema(), object.name())
          .filter(t -> !t.is(TableFacts.Flag.LOCKED))
          .map(TableFacts.Table::sizeBytes)
          .orElse(null);
    }
    return null;
  }

  private Long writes(ObjectRef object, DatabaseSnapshot database) {
    if (object == null || object.kind() != ObjectKind.INDEX && object.kind() != ObjectKind.TABLE) {
      return null;
    }
    String name = object.kind() == ObjectKind.TABLE ? object.name() : object.table();
    Optional<TableFacts.Table> table = table(database, object.schema(), name);
    if (table.isEmpty()) {
      return null;
    }
    TableFacts tables = database.facts().find(TableFacts.class).orElseThrow();
    OptionalLong writes =
        uses.computeIfAbsent(
                database.name(), _ -> new IndexUse(new Facts(snapshot, database, history, target)))
            .writtenPerDay(tables.tree(table.get().oid()));
    return writes.isPresent() ? (Long) writes.getAsLong() : null;
  }

  private static Optional<TableFacts.Table> table(
      DatabaseSnapshot database, String schema, String name) {
    // Nobody need have asked for them: then less is measured.
    return database.facts().find(TableFacts.class).stream()
        .flatMap(facts -> facts.tables().values().stream())
        .filter(t -> t.name().equals(name) && t.schema().equals(schema))
        .findFirst();
  }

  @Override
  public String compared(Measure before, Measure after) {
    List<String> parts = new ArrayList<>();
    if (before.bytes() != null && after.bytes() != null) {
      parts.add("size " + Amounts.bytes(before.bytes()) + " → " + Amounts.bytes(after.bytes()));
    }
    for (Measure.Statement was : before.statements()) {
      after.statements().stream()
          .filter(is -> is.queryId().equals(was.queryId()))
          .findFirst()
          .ifPresent(is ->
              parts.add(
                  "statement "
                      + was.queryId()
                      + " "
                      + Figures.rounded(was.blocks(), 3)
                      + " → "
                      + Figures.rounded(is.blocks(), 3)
                      + " blocks and "
                      + Figures.rounded(was.millis(), 2)
                      + " → "
                      + Figures.millis(is.millis())
                      + " per call"));
    }
    if (parts.isEmpty()) {
      return null;
    }
    Long writes = after.writesPerDay() == null ? before.writesPerDay() : after.writesPerDay();
    if (writes != null) {
      parts.add("rows written a day " + Amounts.count(writes));
    }
    return String.join("; ", parts);
  }
}
