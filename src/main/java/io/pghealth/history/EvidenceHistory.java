package io.pghealth.history;

/** Section of the history; see {@link History}. */
public record EvidenceHistory() {

  /** Nothing observed yet. */
  public static EvidenceHistory empty() {
    return new EvidenceHistory();
  }
}
