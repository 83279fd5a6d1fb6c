package io.pghealth.check;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.Shape;
import io.pghealth.plan.WishedIndex;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexKeys.Column;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a table has already of the indexes that statements wish for. */
record ExistingIndexes(IndexFacts indexes, IndexKeys keys, TableFacts tables) {
  /** Operator classes for LIKE: they find equal values, but in no order that {@code <} knows. */
  private static final String PATTERNS = "_pattern_ops";

  /** The table of a wish; empty where it is gone, or an extension's or the system's own. */
  Optional<Table> table(Shape.Relation relation) {
    return tables.tables().values().stream()
        .filter(t -> t.schema().equals(relation.schema()) && t.name().equals(relation.name()))
        .filter(t -> !t.is(TableFacts.Flag.EXTENSION))
        .findFirst();
  }

  /** Whether indexes of the table could not be read. */
  boolean locked(Shape.Relation relation) {
    return table(relation).filter(t -> t.is(TableFacts.Flag.LOCKED)).isPresent()
        || indexes.locked().stream()
            .anyMatch(
                l -> l.schema().equals(relation.schema()) && l.table().equals(relation.name()));
  }

  /** An index that has the columns of a wish, a valid one first; empty where there is none. */
  Optional<Index> serving(IndexWish wish) {
    return of(wish.table())
        .filter(index -> serves(index, wish))
        .min(Comparator.comparing((Index i) -> i.is(Flag.INVALID)).thenComparing(Index::name));
  }

  /**
   * The longest index that the wished one begins with, so that it can go once that one is there.
   */
  Optional<Index> extended(WishedIndex wished) {
    List<String> columns = wished.keys().stream().map(Key::column).toList();
    return wished.method() != Method.BTREE || wished.predicate() != null
        ? Optional.empty()
        : of(wished.table())
            .filter(i -> i.accessMethod().equals("btree") && i.predicate() == null)
            .filter(i -> !i.is(Flag.INVALID) && !i.is(Flag.UNIQUE) && !i.is(Flag.CONSTRAINT))
            .filter(i -> {
              List<String> names = names(i);
              return names.size() < columns.size()
                  && names.equals(columns.subList(0, names.size()))
                  && keys.included(i.oid()).isEmpty();
            })
            .max(Comparator.comparingInt((Index i) -> names(i).size()).thenComparing(Index::name));
  }

  /** Names in a schema that a new index cannot have. */
  Set<String> taken(String schema) {
    return taken(schema, indexes, tables);
  }

  /** The same, for whom the keys of indexes are of no interest. */
  static Set<String> taken(String schema, IndexFacts indexes, TableFacts tables) {
    Set<String> names = new HashSet<>();
    tables.tables().values().stream()
        .filter(t -> t.schema().equals(schema))
        .forEach(t -> names.add(t.name()));
    indexes.indexes().values().stream()
        .filter(i -> i.schema().equals(schema))
        .forEach(i -> names.add(i.name()));
    indexes.locked().stream()
        .filter(i -> i.schema().equals(schema))
        .forEach(i -> names.add(i.name()));
    return names;
  }

  private Stream<Index> of(Shape.Relation table) {
    return indexes.indexes().values().stream()
        .filter(i -> i.schema().equals(table.schema()) && i.table().equals(table.name()));
  }

  private List<String> names(Index index) {
    return keys.keys(index.oid()).stream().map(Column::name).toList();
  }

  private boolean serves(Index index, IndexWish wish) {
    List<Column> columns = keys.keys(index.oid());
    List<String> names = columns.stream().map(Column::name).toList();
    int equal = wish.equal().size();
    if (index.predicate() != null && !sameText(index.predicate(), wish.predicate())) {
      return false;
    }
    if (!method(wish.method()).equals(index.accessMethod())
        || names.stream().anyMatch(Objects::isNull)
        || columns.size() < equal + wish.tail().size()) {
      return false;
    }
    if (wish.method() == Method.TRIGRAM && !columns.getFirst().opclass().equals("gin_trgm_ops")) {
      return false;
    }
    if (wish.method() != Method.BTREE) {
      return names.containsAll(wish.equal())
          && names.containsAll(wish.tail().stream().map(Key::column).toList());
    }
    if (!new HashSet<>(names.subList(0, equal)).equals(new HashSet<>(wish.equal()))) {
      return false;
    }
    Set<Boolean> flipped = new HashSet<>();
    for (int i = 0; i < wish.tail().size(); i++) {
      Column column = columns.get(equal + i);
      if (!column.name().equals(wish.tail().get(i).column())
          || column.opclass().endsWith(PATTERNS)
          || (wish.ordered() && !usualNulls(column))) {
        return false;
      }
      flipped.add(((column.option() & 1) != 0) != wish.tail().get(i).descending());
    }
    return flipped.size() <= 1;
  }

  /** Whether NULLs are where ORDER BY wants them if it does not say: last, or first behind DESC. */
  private static boolean usualNulls(Column column) {
    return ((column.option() & 1) != 0) == ((column.option() & 2) != 0);
  }

  private static String method(Method method) {
    return switch (method) {
      case BTREE -> "btree";
      case BRIN -> "brin";
      case GIN, TRIGRAM -> "gin";
    };
  }

  /** Ours is quoted and without parentheses, the server's the other way round. */
  private static boolean sameText(String server, String ours) {
    return ours != null && plain(server).equals(plain(ours));
  }

  private static String plain(String text) {
    return text.replaceAll("[()\"]", "").toLowerCase(Locale.ROOT).strip();
  }
}
