package io.pghealth.history;

import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Columns that an index had, and that its table has no more. */
final class LostColumns {
  private LostColumns() {}

  /**
   * Their names, and the keys of the index without them; null where it lost none. Only the columns
   * that are remembered are known: those that come in for dropped ones are no loss.
   */
  static CatalogChange.Detail of(
      CauseFacts.Relation then, CauseFacts.Relation now, CauseFacts.Index index) {
    List<String> left = names(now);
    List<String> lost =
        names(then).stream()
            .filter(c -> !left.contains(c) && Identifiers.named(index.definition(), c))
            .toList();
    return lost.isEmpty() || left.isEmpty()
        ? null
        : new CatalogChange.Detail(String.join(", ", lost), rest(index.definition(), lost), null);
  }

  private static List<String> names(CauseFacts.Relation relation) {
    return relation.columns().stream()
        .filter(c -> c.lastIndexOf(CatalogDiff.TYPE) > 0)
        .map(c -> c.substring(0, c.lastIndexOf(CatalogDiff.TYPE)))
        .toList();
  }

  /** Its keys but those of lost columns; null where none is left, or its condition has one. */
  private static String rest(String definition, List<String> lost) {
    int open = definition.indexOf('(');
    List<String> keys = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = open + 1;
    int at = open;
    for (; at < definition.length() && (at == open || depth > 0); at++) {
      char c = definition.charAt(at);
      quoted ^= c == '"' || c == '\'';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (!quoted && ((c == ',' && depth == 1) || (c == ')' && depth == 0))) {
        keys.add(definition.substring(from, at).strip());
        from = at + 1;
      }
    }
    String after = definition.substring(at);
    if (lost.stream().anyMatch(c -> Identifiers.named(after, c))) {
      return null;
    }
    String left =
        keys.stream()
            .filter(k -> lost.stream().noneMatch(c -> Identifiers.named(k, c)))
            .collect(Collectors.joining(", "));
    return left.isEmpty() ? null : left;
  }
}
