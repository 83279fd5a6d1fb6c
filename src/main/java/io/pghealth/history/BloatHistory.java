package io.pghealth.history;

/** Section of the history; see {@link History}. */
public record BloatHistory() {

  /** Nothing observed yet. */
  public static BloatHistory empty() {
    return new BloatHistory();
  }
}
