package io.pghealth.check;

/** A check or setting that does not exist, or a value that it cannot take. */
public final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field such as {@code checks.indexBloat.minWaste}
   * @param problem what the value is and what would be right
   */
  public InvalidSettingException(String field, String problem) {
    super(field + ": " + problem);
    this.field = field;
  }

  /** Such as {@code checks.indexBloat.minWaste}. */
  public String field() {
    return field;
  }
}
