package io.pghealth.finding;

/** What a finding is about. */
public enum ObjectKind {
  INDEX,
  TABLE,
  COLUMN,
  CONSTRAINT,
  SEQUENCE,
  FUNCTION,
  POLICY,
  ROLE,
  SLOT,
  SUBSCRIPTION,
  PUBLICATION,
  INSTANCE,
  SESSION,
  SETTING,
  DATABASE;

  /** Lower case, as it stands in status and JSON. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
