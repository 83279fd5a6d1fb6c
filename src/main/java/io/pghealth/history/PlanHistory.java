package io.pghealth.history;

/** Section of the history; see {@link History}. */
public record PlanHistory() {

  /** Nothing observed yet. */
  public static PlanHistory empty() {
    return new PlanHistory();
  }
}
