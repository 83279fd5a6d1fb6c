package io.pghealth.target;

import java.util.List;

/**
 * Which databases of a server are watched.
 *
 * @param include names, {@code *} stands for any run of characters; empty for all
 * @param exclude names left out of these
 */
public record DatabaseFilter(List<String> include, List<String> exclude) {

  /** Copies both lists. */
  public DatabaseFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** All connectable databases. */
  public static DatabaseFilter all() {
    return new DatabaseFilter(List.of(), List.of());
  }

  /** Whether a database of this name is watched. */
  public boolean accepts(String database) {
    return (include.isEmpty() || include.stream().anyMatch(p -> matches(p, database)))
        && exclude.stream().noneMatch(p -> matches(p, database));
  }

  private static boolean matches(String pattern, String name) {
    String regex =
        java.util.Arrays.stream(pattern.split("\\*", -1))
            .map(java.util.regex.Pattern::quote)
            .collect(java.util.stream.Collectors.joining(".*"));
    return java.util.regex.Pattern.compile(regex, java.util.regex.Pattern.DOTALL)
        .matcher(name)
        .matches();
  }
}
