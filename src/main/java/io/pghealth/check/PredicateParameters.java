package io.pghealth.check;

import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementTraits;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a statement compares a column that a partial index is restricted by with a parameter. The
 * planner can use such an index only with the value known, and with the right one: a plan without
 * it, be it generic or for a value that somebody chose, says nothing of the application's calls.
 */
final class PredicateParameters {
  private static final Pattern ASSIGNED =
      Pattern.compile("(?is)\\bSET\\b.*?(?=\\bWHERE\\b|\\bFROM\\b|\\bRETURNING\\b|$)");

  private static final String CAST = "(?:\\s*::\\s*[\\w.\" ]+(?:\\[\\])?)?";
  private static final String OPERATOR =
      "\\s*(?:[-+*/<>=~!@#%^&|?]+|IS\\s+(?:NOT\\s+)?DISTINCT\\s+FROM\\b"
          + "|(?:NOT\\s+)?(?:I?LIKE|SIMILAR\\s+TO|IN|BETWEEN(?:\\s+SYMMETRIC)?)\\b)\\s*";
  private static final String LIST = "(?:(?:ANY|ALL|SOME)\\b)?[\\s(]*(?:ARRAY\\s*\\[\\s*)?";

  private final List<String> columns;
  private final Pattern compared;

  private PredicateParameters(List<String> columns) {
    this.columns = columns;
    String name =
        columns.stream()
            .map(c -> Pattern.quote(c) + "|" + Pattern.quote("\"" + c.replace("\"", "\"\"") + "\""))
            .collect(Collectors.joining("|", "(?<![\\w$\"])(?:", ")(?![\\w$\"])"));
    String qualifier = "(?:(?:\\w+|\"[^\"]+\")\\.)*";
    this.compared =
        Pattern.compile(
            "(?is)"
                + name
                + "\\s*\\)*"
                + CAST
                + OPERATOR
                + LIST
                + "\\$\\d|\\$\\d+"
                + CAST
                + OPERATOR
                + LIST
                + "(?:\\w+\\s*\\(\\s*)?"
                + qualifier
                + name);
  }

  /**
   * Of an index.
   *
   * @param predicate its condition as the server prints it
   * @param names of all of its table's columns that the index holds, those of the condition too
   */
  static PredicateParameters of(String predicate, List<String> names) {
    return new PredicateParameters(
        names.stream()
            .filter(n ->
                Pattern.compile("(?<![\\w$])" + Pattern.quote(n) + "(?![\\w$])")
                    .matcher(predicate)
                    .find())
            .toList());
  }

  /** Whether it does, or whether what is left out of its text might. */
  boolean in(StatementHistory statement) {
    if (columns.isEmpty()) {
      return false;
    }
    StatementTraits traits = statement.traits();
    if (traits != null
        && traits.equalities().stream()
            .map(c -> c.substring(c.lastIndexOf('.') + 1).replace("\"", ""))
            .anyMatch(c -> columns.stream().anyMatch(c::equalsIgnoreCase))) {
      return true;
    }
    String text = statement.text();
    if (text == null) {
      return true;
    }
    return compared.matcher(ASSIGNED.matcher(text).replaceAll("SET ")).find()
        || text.endsWith("…") && (traits == null || traits.filtered());
  }
}
