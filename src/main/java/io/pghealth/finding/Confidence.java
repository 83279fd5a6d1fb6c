package io.pghealth.finding;

/** How sure the evidence makes us, surest first. */
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  /** Lower case, as it stands in status and JSON. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
