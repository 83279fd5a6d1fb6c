package io.pghealth.plan;

import io.pghealth.history.PlanLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a node of a plan does it by, for a person: without constants, which may be a statement's own
 * or a table's most common values.
 */
final class ShownConditions {
  /** Of the text of a node or of one detail. */
  private static final int LONGEST = 120;

  private static final int DETAILS = 5;

  private ShownConditions() {}

  /** The sort key and the conditions, each with its name. */
  static List<String> of(PlanNode node) {
    List<String> details = new ArrayList<>();
    if (!node.estimate().sortKey().isEmpty()) {
      details.add(
          "Sort Key: "
              + node.estimate().sortKey().stream()
                  .map(ShownConditions::withoutConstants)
                  .collect(Collectors.joining(", ")));
    }
    node.conditions().forEach((name, text) -> details.add(name + ": " + withoutConstants(text)));
    return details;
  }

  /** A line of the top, cut short. */
  static PlanLine line(String node, List<String> details) {
    return new PlanLine(
        0, cut(node), details.stream().limit(DETAILS).map(ShownConditions::cut).toList());
  }

  /** As StatementText.shown() has it; parameters stay. */
  private static String withoutConstants(String text) {
    SqlLexer.Tokens tokens = SqlLexer.tokens(text);
    // The server prints a string with a backslash as E'…'; where it does not, nobody knows its end.
    return tokens.doubtful()
        ? "?"
        : tokens.list().stream()
            .map(token ->
                switch (token.type()) {
                  case SPACE -> " ";
                  case LITERAL, COMMENT -> "?";
                  default -> token.text();
                })
            .collect(Collectors.joining());
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
