package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.Shape;
import io.pghealth.postgres.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An index that serves one wish or several. Columns of equality may stand in any order within their
 * group; so a wish for {@code a} and one for {@code a, b} are served by {@code (a, b)}, and not by
 * {@code (b, a)}.
 *
 * @param table it is on
 * @param method of it
 * @param groups columns of equality: in any order within a group, the groups in this order
 * @param tail columns behind them
 * @param operatorClass of its column; null for the default
 * @param predicate null for the whole table
 */
public record WishedIndex(
    Shape.Relation table,
    Method method,
    List<List<String>> groups,
    List<Key> tail,
    String operatorClass,
    String predicate) {
  /** NAMEDATALEN - 1. */
  private static final int LONGEST = 63;

  /** Copies the lists. */
  public WishedIndex {
    groups = groups.stream().filter(g -> !g.isEmpty()).map(List::copyOf).toList();
    tail = List.copyOf(tail);
  }

  /** The index that one wish asks for. */
  public static WishedIndex of(IndexWish wish) {
    return new WishedIndex(
        wish.table(),
        wish.method(),
        List.of(wish.equal()),
        wish.tail(),
        wish.operatorClass(),
        wish.predicate());
  }

  /** Its columns in order, each once. */
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    groups.forEach(group -> group.forEach(column -> keys.add(new Key(column, false))));
    tail.stream()
        .filter(key -> keys.stream().noneMatch(k -> k.column().equals(key.column())))
        .forEach(keys::add);
    return List.copyOf(keys);
  }

  /** One index that serves both; null where there is none. */
  public WishedIndex with(WishedIndex other) {
    if (!table.equals(other.table)
        || method != other.method
        || !Objects.equals(operatorClass, other.operatorClass)
        || !Objects.equals(predicate, other.predicate)) {
      return null;
    }
    if (method != Method.BTREE) {
      return keys().equals(other.keys()) ? this : null;
    }
    WishedIndex served = serving(other);
    return served != null ? served : other.serving(this);
  }

  /** This one with its groups split, or made longer, so that it serves the other too. */
  private WishedIndex serving(WishedIndex other) {
    if (other.groups.size() > 1) {
      return null; // its groups are in an order that somebody needs
    }
    List<String> left = new ArrayList<>(other.groups.stream().flatMap(List::stream).toList());
    List<List<String>> ordered = new ArrayList<>();
    int at = 0;
    for (; at < groups.size() && !left.isEmpty(); at++) {
      List<String> group = groups.get(at);
      if (left.containsAll(group)) {
        left.removeAll(group);
        ordered.add(group);
      } else if (group.containsAll(left)) {
        List<String> rest = group.stream().filter(c -> !left.contains(c)).toList();
        ordered.add(List.copyOf(left));
        left.clear();
        return behind(other.tail, ordered, rest, at + 1);
      } else {
        return null;
      }
    }
    if (!left.isEmpty()) {
      // The other has more columns of equality: they can follow where nothing else does.
      return tail.isEmpty() ? made(with(ordered, left), other.tail) : null;
    }
    return behind(other.tail, ordered, List.of(), at);
  }

  /** Whether the other's tail can stand behind these groups. */
  private WishedIndex behind(
      List<Key> wanted, List<List<String>> ordered, List<String> rest, int next) {
    List<List<String>> all = new ArrayList<>(ordered);
    List<List<String>> following = new ArrayList<>();
    if (!rest.isEmpty()) {
      following.add(rest);
    }
    following.addAll(groups.subList(next, groups.size()));
    if (wanted.isEmpty()) {
      all.addAll(following);
      return made(all, tail);
    }
    if (following.isEmpty()) {
      boolean begins = prefix(wanted, tail);
      return begins || prefix(tail, wanted) ? made(all, begins ? tail : wanted) : null;
    }
    String first = wanted.getFirst().column();
    if (wanted.size() == 1 && following.getFirst().contains(first)) {
      all.add(List.of(first));
      all.add(following.getFirst().stream().filter(c -> !c.equals(first)).toList());
      all.addAll(following.subList(1, following.size()));
      return made(all, tail);
    }
    return null;
  }

  private static boolean prefix(List<Key> shorter, List<Key> longer) {
    return shorter.size() <= longer.size() && shorter.equals(longer.subList(0, shorter.size()));
  }

  private static List<List<String>> with(List<List<String>> groups, List<String> more) {
    List<List<String>> all = new ArrayList<>(groups);
    all.add(List.copyOf(more));
    return all;
  }

  private WishedIndex made(List<List<String>> ordered, List<Key> behind) {
    return new WishedIndex(table, method, ordered, behind, operatorClass, predicate);
  }

  /**
   * The statement that makes it.
   *
   * @param name null to leave it to the server
   */
  public String create(String name, boolean concurrently) {
    String access =
        switch (method) {
          case BTREE -> "";
          case BRIN -> " USING brin";
          case GIN, TRIGRAM -> " USING gin";
        };
    return "CREATE INDEX "
        + (concurrently ? "CONCURRENTLY " : "")
        + (name == null ? "" : Identifiers.quote(name) + " ")
        + "ON "
        + Identifiers.quote(table.schema(), table.name())
        + access
        + " ("
        + keys().stream()
            .map(key ->
                Identifiers.quote(key.column())
                    + (operatorClass == null ? "" : " " + operatorClass)
                    + (key.descending() && method == Method.BTREE ? " DESC" : ""))
            .collect(Collectors.joining(", "))
        + ")"
        + (predicate == null ? "" : " WHERE " + predicate);
  }

  /** A name that none of these is, made of table and columns as the server would make it. */
  public String name(Set<String> taken) {
    String base =
        table.name() + "_" + keys().stream().map(Key::column).collect(Collectors.joining("_"));
    return free(base, "_idx", taken::contains);
  }

  /** The name, or with the least number behind it that is taken by none; both cut to fit. */
  static String free(String base, String ending, Predicate<String> taken) {
    for (int i = 0; ; i++) {
      String suffix = ending + (i == 0 ? "" : i);
      String name = cut(base, LONGEST - suffix.length()) + suffix;
      if (!taken.test(name)) {
        return name;
      }
    }
  }

  private static String cut(String text, int bytes) {
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int point : text.codePoints().toArray()) {
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (used > bytes) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.toString();
  }
}
