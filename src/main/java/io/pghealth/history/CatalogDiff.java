package io.pghealth.history;

import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What changed between two readings of the catalog. */
public final class CatalogDiff {
  /** Between a column's name and its type in {@link CauseFacts.Relation#columns}. */
  static final String TYPE = "\t";

  private static final double GROWN = 2;

  /** Rows below which growth changes no plan. */
  private static final double SIZABLE = 1_000;

  private CatalogDiff() {}

  /** Changes of relations and settings that both readings know. */
  public static List<CatalogChange> between(
      CauseFacts before, Instant after, CauseFacts now, Instant until) {
    List<CatalogChange> changes = new ArrayList<>();
    for (CauseFacts.Relation then : before.relations()) {
      relation(now, then)
          .filter(r -> !r.locked() && !then.locked())
          .ifPresent(r -> relation(then, r, after, until, changes));
    }
    settings(before, now, after, until, changes);
    return changes;
  }

  private static Optional<CauseFacts.Relation> relation(CauseFacts facts, CauseFacts.Relation as) {
    return facts.relations().stream()
        .filter(r -> r.schema().equals(as.schema()) && r.name().equals(as.name()))
        .findFirst();
  }

  private static void relation(
      CauseFacts.Relation then,
      CauseFacts.Relation now,
      Instant after,
      Instant until,
      List<CatalogChange> changes) {
    Shape.Relation table = new Shape.Relation(now.rootSchema(), now.rootName());
    for (CauseFacts.Index old : then.indexes()) {
      Optional<CauseFacts.Index> same = index(now, old);
      if (same.isEmpty()) {
        CatalogChange dropped = about(CatalogChange.Kind.INDEX_DROPPED, after, until, table, old);
        CatalogChange.Detail columns = LostColumns.of(then, now, old);
        if (columns == null) {
          changes.add(dropped);
        } else if (!named(now, old)) {
          // With its name it is the same index, of a column that was renamed.
          changes.add(dropped.withColumns(columns));
        }
      } else if (old.valid() && !same.get().valid()) {
        changes.add(about(CatalogChange.Kind.INDEX_INVALID, after, until, table, same.get()));
      }
    }
    for (CauseFacts.Index fresh : now.indexes()) {
      Optional<CauseFacts.Index> same = index(then, fresh);
      if (fresh.valid() && (same.isEmpty() || !same.get().valid()) && !renamed(then, now, fresh)) {
        changes.add(about(CatalogChange.Kind.INDEX_CREATED, after, until, table, fresh));
      }
    }
    details(then, now)
        .forEach(
            (detail, kind) -> changes.add(new CatalogChange(kind, after, until, table, detail)));
    if (now.outdated() && then.modified() != null && now.modified() > then.modified()) {
      changes.add(
          new CatalogChange(
              CatalogChange.Kind.STATISTICS_OLD,
              after,
              until,
              table,
              new CatalogChange.Detail(
                  null, Long.toString(now.rows().longValue()), Long.toString(now.modified()))));
    }
    if (now.analyzed() != null && !now.analyzed().equals(then.analyzed())) {
      changes.add(about(CatalogChange.Kind.ANALYZED, after, until, table, null));
    }
  }

  private static Map<CatalogChange.Detail, CatalogChange.Kind> details(
      CauseFacts.Relation then, CauseFacts.Relation now) {
    Map<CatalogChange.Detail, CatalogChange.Kind> found = new LinkedHashMap<>();
    Map<String, String> types = types(now);
    types(then)
        .forEach((column, type) -> {
          if (types.containsKey(column) && !types.get(column).equals(type)) {
            found.put(
                new CatalogChange.Detail(column, type, types.get(column)),
                CatalogChange.Kind.COLUMN_TYPE_CHANGED);
          }
        });
    if (then.partitioning() != null
        && now.partitioning() != null
        && !then.partitioning().equals(now.partitioning())) {
      found.put(
          new CatalogChange.Detail(null, then.partitioning(), now.partitioning()),
          CatalogChange.Kind.PARTITIONING_CHANGED);
    }
    for (CauseFacts.Statistics old : then.statistics()) {
      if (now.statistics().stream()
          .noneMatch(s -> s.schema().equals(old.schema()) && s.name().equals(old.name()))) {
        found.put(
            new CatalogChange.Detail(
                Identifiers.quote(old.schema(), old.name()), old.create(), null),
            CatalogChange.Kind.STATISTICS_DROPPED);
      }
    }
    if (then.rows() != null
        && now.rows() != null
        && now.rows() >= SIZABLE
        && now.rows() >= GROWN * Math.max(1, then.rows())) {
      found.put(
          new CatalogChange.Detail(
              null, Long.toString(then.rows().longValue()), Long.toString(now.rows().longValue())),
          CatalogChange.Kind.GREW);
    }
    return found;
  }

  private static Map<String, String> types(CauseFacts.Relation relation) {
    Map<String, String> types = new LinkedHashMap<>();
    for (String column : relation.columns()) {
      int blank = column.lastIndexOf(TYPE);
      if (blank > 0) {
        types.put(column.substring(0, blank), column.substring(blank + TYPE.length()));
      }
    }
    return types;
  }

  /** The index of the same name that is still the same index. */
  private static Optional<CauseFacts.Index> index(CauseFacts.Relation in, CauseFacts.Index as) {
    return in.indexes().stream()
        .filter(i -> i.name().equals(as.name()) && i.definition().equals(as.definition()))
        .findFirst();
  }

  private static boolean named(CauseFacts.Relation in, CauseFacts.Index as) {
    return in.indexes().stream().anyMatch(i -> i.name().equals(as.name()));
  }

  private static boolean renamed(
      CauseFacts.Relation then, CauseFacts.Relation now, CauseFacts.Index fresh) {
    return then.indexes().stream()
        .anyMatch(i -> i.name().equals(fresh.name()) && LostColumns.of(then, now, i) != null);
  }

  private static CatalogChange about(
      CatalogChange.Kind kind,
      Instant after,
      Instant until,
      Shape.Relation table,
      CauseFacts.Index index) {
    return new CatalogChange(kind, after, until, table, index, null, null);
  }

  private static void settings(
      CauseFacts before,
      CauseFacts now,
      Instant after,
      Instant until,
      List<CatalogChange> changes) {
    for (CauseFacts.Setting old : before.settings()) {
      CauseFacts.Setting same = setting(now, old);
      // The server's value is not seen while a database's or role's value covers it.
      if (same == null ? old.scope() != CauseFacts.Scope.SERVER : differs(old, same)) {
        changes.add(
            old.name().equals("server_version")
                ? new CatalogChange(
                    CatalogChange.Kind.UPGRADED,
                    after,
                    until,
                    null,
                    new CatalogChange.Detail(null, old.value(), same.value()))
                : about(after, until, old, same));
      }
    }
    for (CauseFacts.Setting fresh : now.settings()) {
      if (fresh.scope() != CauseFacts.Scope.SERVER && setting(before, fresh) == null) {
        changes.add(about(after, until, null, fresh));
      }
    }
  }

  private static boolean differs(CauseFacts.Setting a, CauseFacts.Setting b) {
    return !Objects.equals(a.value(), b.value());
  }

  private static CauseFacts.Setting setting(CauseFacts facts, CauseFacts.Setting as) {
    return facts.settings().stream()
        .filter(s ->
            s.scope() == as.scope()
                && s.name().equals(as.name())
                && Objects.equals(s.role(), as.role()))
        .findFirst()
        .orElse(null);
  }

  private static CatalogChange about(
      Instant after, Instant until, CauseFacts.Setting before, CauseFacts.Setting now) {
    return new CatalogChange(
        CatalogChange.Kind.SETTING_CHANGED, after, until, null, null, before, now);
  }
}
