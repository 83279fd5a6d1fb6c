package io.pghealth.finding;

/** How bad it is, worst first. */
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  INFO;

  /** Lower case, as it stands in status, metrics and JSON. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether this is as bad as the other, or worse. */
  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
