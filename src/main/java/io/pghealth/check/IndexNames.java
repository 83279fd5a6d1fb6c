package io.pghealth.check;

import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.TableFacts;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of indexes that are to be created: an undo needs to know them. */
final class IndexNames {
  /** NAMEDATALEN less one. */
  private static final int LONGEST_NAME = 63;

  private final Set<List<String>> taken = new HashSet<>();

  /**
   * Of relations those are known that are indexes or tables; a view or sequence of the same name
   * makes the statement fail, and no more.
   */
  IndexNames(IndexFacts indexes, TableFacts tables) {
    indexes.indexes().values().forEach(i -> taken.add(List.of(i.schema(), i.name())));
    indexes.locked().forEach(i -> taken.add(List.of(i.schema(), i.name())));
    tables.tables().values().forEach(t -> taken.add(List.of(t.schema(), t.name())));
  }

  /**
   * A free name in the table's schema, in the server's own manner (ChooseIndexName in indexcmds.c).
   *
   * @param before names that were given already
   */
  String of(TableFacts.Table table, Collection<String> columns, Set<String> before) {
    return of(table.schema(), table.name() + "_" + String.join("_", columns), "_idx", before);
  }

  /** A free name that ends as told, with a number where that is taken. */
  String of(String schema, String start, String end, Set<String> before) {
    String name = cut(start, end);
    for (int i = 1; taken.contains(List.of(schema, name)) || !before.add(name); i++) {
      name = cut(start, end + i);
    }
    return name;
  }

  /** Shortens the start until the whole is as long as a name may be. */
  static String cut(String start, String end) {
    String cut = start;
    while ((cut + end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut + end;
  }
}
