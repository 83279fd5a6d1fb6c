package io.pghealth.history;

import java.util.List;

/**
 * A node of a plan as it is shown, without numbers and constants.
 *
 * @param depth 0 at the top
 * @param node what it does, and on what
 * @param details what it does it by, each with its name before a colon: {@link #INDEX}, sort key,
 *     conditions
 */
public record PlanLine(int depth, String node, List<String> details) {
  /** Name of the detail that says what the index is. */
  public static final String INDEX = "Index";

  /** Nodes of a plan that are kept. */
  public static final int MOST = 24;

  /** Copies the list. */
  public PlanLine {
    details = List.copyOf(details);
  }

  /** One further down. */
  public PlanLine below() {
    return new PlanLine(depth + 1, node, details);
  }
}
