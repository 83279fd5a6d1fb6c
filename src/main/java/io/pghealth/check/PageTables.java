package io.pghealth.check;

import io.pghealth.history.StatementTraits;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the catalogs say of the one table that a page is read from. A text tells no schema, so that
 * tables of the same name are looked at together.
 *
 * @param missing why something could not be read; null where all was
 */
record PageTables(
    TableFacts tables, TableActivity activity, IndexFacts indexes, IndexKeys keys, String missing) {
  /** Blocks of the TOAST index that finding a value takes, before its chunks of a block each. */
  private static final double DESCENT = 3;

  static PageTables of(DatabaseSnapshot database) {
    Collected<TableFacts> tables = database.of(TableFacts.class);
    Collected<TableActivity> activity = database.of(TableActivity.class);
    Collected<IndexKeys> keys = database.of(IndexKeys.class);
    Collected<IndexFacts> indexes = database.indexes();
    return new PageTables(
        tables.toOptional().orElseGet(() -> new TableFacts(Map.of())),
        activity.toOptional().orElseGet(() -> new TableActivity(Map.of())),
        indexes.toOptional().orElseGet(() -> new IndexFacts(Map.of(), List.of(), List.of(), null)),
        keys.toOptional().orElseGet(() -> new IndexKeys(Map.of(), Set.of())),
        Stream.of(tables, activity, keys, indexes)
            .map(Collected::missing)
            .filter(Objects::nonNull)
            .map(Collected.Unknown::reason)
            .findFirst()
            .orElse(null));
  }

  /** Blocks per row that reading values stored out of line takes, on average. */
  double storedOutOfLine(StatementTraits traits) {
    return tables.tables().values().stream()
        .filter(t -> traits.relations().contains(t.name()) && t.toastOid() != 0)
        .mapToDouble(t -> {
          TableActivity.Activity toast = activity.tables().get(t.toastOid());
          TableActivity.Activity own = activity.tables().get(t.oid());
          double rows = Math.max(t.tuples(), own == null ? 0 : own.live());
          double chunks = toast == null || rows <= 0 ? 0 : toast.live() / rows;
          return chunks == 0 ? 0 : chunks + DESCENT;
        })
        .sum();
  }

  /** An index that leads with the compared columns and goes on with the first of the order. */
  Index ordering(StatementTraits traits) {
    OrderColumns order = OrderColumns.of(traits.order());
    if (order == null) {
      return null;
    }
    OrderColumns.Item first = order.items().getFirst();
    Set<String> equal = equalities(traits);
    return candidates(traits)
        .filter(i -> {
          List<String> names = names(i);
          int n = equal.size();
          return names.size() > n
              && new HashSet<>(names.subList(0, n)).equals(equal)
              && first.attribute().equals(names.get(n))
              // Read from either end, its NULLs stand with its greatest or its least.
              && first.nullsMoved() == nullsMoved(keys.keys(i.oid()).get(n));
        })
        .min(Comparator.comparing(Index::name))
        .orElse(null);
  }

  private static boolean nullsMoved(IndexKeys.Column key) {
    return ((key.option() & 1) != 0) != ((key.option() & 2) != 0);
  }

  /** Whether all that it reads is known here: no view, and nothing out of scope. */
  boolean known(StatementTraits traits) {
    return traits.relations().stream()
        .allMatch(r -> tables.tables().values().stream().anyMatch(t -> t.name().equals(r)));
  }

  /** Whether an index over an expression might give an order that is no column's. */
  boolean expressions(StatementTraits traits) {
    return candidates(traits)
        .anyMatch(i -> keys.keys(i.oid()).stream().anyMatch(k -> k.name() == null));
  }

  /** Whether an index leads with all compared columns. */
  boolean finding(StatementTraits traits) {
    Set<String> equal = equalities(traits);
    return candidates(traits)
        .map(this::names)
        .anyMatch(names ->
            names.size() >= equal.size()
                && new HashSet<>(names.subList(0, equal.size())).equals(equal));
  }

  /** The statement that makes an index over these columns. */
  String index(String columns, StatementTraits traits) {
    Table table =
        tables.tables().values().stream()
            .filter(t -> traits.relations().contains(t.name()))
            .min(Comparator.comparing(Table::schema))
            .orElseThrow();
    return "CREATE INDEX CONCURRENTLY ON "
        + Identifiers.quote(table.schema(), table.name())
        + " ("
        + columns
        + ")";
  }

  private static Set<String> equalities(StatementTraits traits) {
    return traits.equalities().stream()
        .map(OrderColumns::folded)
        .collect(java.util.stream.Collectors.toSet());
  }

  private Stream<Index> candidates(StatementTraits traits) {
    return indexes.indexes().values().stream()
        .filter(i -> traits.relations().contains(i.table()))
        .filter(i -> i.accessMethod().equals("btree") && i.predicate() == null)
        .filter(i -> !i.is(Flag.INVALID));
  }

  private List<String> names(Index index) {
    return keys.keys(index.oid()).stream().map(k -> Objects.toString(k.name(), "")).toList();
  }
}
