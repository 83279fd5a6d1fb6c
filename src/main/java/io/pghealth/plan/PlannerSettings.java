package io.pghealth.plan;

import io.pghealth.snapshot.CauseFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settings that a role's statements are planned with, as far as pg_db_role_setting says; what an
 * application sets for itself is known to nobody.
 */
final class PlannerSettings {
  private static final String SEARCH_PATH = "search_path";

  private final Map<String, String> values;
  private final List<String> path;

  private PlannerSettings(Map<String, String> values, List<String> path) {
    this.values = values;
    this.path = path;
  }

  /** Of a role; the narrower scope wins, as the server has it. */
  static PlannerSettings of(CauseFacts facts, String role) {
    Map<String, String> values = new HashMap<>();
    values.put(SEARCH_PATH, "\"$user\", public");
    facts.settings().stream()
        .filter(s -> s.scope() != CauseFacts.Scope.SERVER)
        .filter(s -> s.role() == null || Objects.equals(s.role(), role))
        .sorted(Comparator.comparing(CauseFacts.Setting::scope))
        .forEach(s -> values.put(s.name(), s.value()));
    List<String> path = new ArrayList<>();
    for (String schema : identifiers(values.get(SEARCH_PATH))) {
      String named = schema.equals("$user") ? role : schema;
      if (named != null) {
        path.add(named);
      }
    }
    values.put(
        SEARCH_PATH,
        path.isEmpty()
            ? "pg_catalog"
            : String.join(
                ", ", path.stream().map(io.pghealth.postgres.Identifiers::quote).toList()));
    return new PlannerSettings(Map.copyOf(values), List.copyOf(path));
  }

  /** For {@code SET LOCAL}. */
  Map<String, String> values() {
    return values;
  }

  /** The same without parallel workers. */
  PlannerSettings serial() {
    Map<String, String> without = new HashMap<>(values);
    without.put("max_parallel_workers_per_gather", "0");
    return new PlannerSettings(Map.copyOf(without), path);
  }

  /** Schemas that an unqualified name is looked for in, after pg_catalog. */
  List<String> path() {
    return path;
  }

  /** Names of a list such as {@code "$user", public}, folded as the server folds them. */
  static List<String> identifiers(String list) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < list.length() && list.charAt(i + 1) == '"') {
          name.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted) {
        name.append(c);
      } else if (c == ',') {
        names.add(name.toString());
        name.setLength(0);
      } else if (!Character.isWhitespace(c)) {
        name.append(Character.toLowerCase(c));
      }
    }
    names.add(name.toString());
    return names.stream().filter(n -> !n.isEmpty()).toList();
  }
}
