package io.pghealth.target.kubernetes;

/**
 * A monitor cannot be made into a target. The message names the field, its value where it is no
 * secret, and what would be right.
 */
public final class UnresolvedTargetException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as it stands in the condition. */
  public enum Reason {
    SPEC_REFUSED("SpecRefused"),
    SECRET_NOT_FOUND("SecretNotFound"),
    SECRET_KEY_MISSING("SecretKeyMissing"),
    SECRET_TYPE_REFUSED("SecretTypeRefused"),
    SECRET_INVALID("SecretInvalid"),
    CONFIG_MAP_NOT_FOUND("ConfigMapNotFound"),
    CONFIG_MAP_KEY_MISSING("ConfigMapKeyMissing"),
    CERTIFICATE_INVALID("CertificateInvalid"),
    FORBIDDEN("Forbidden");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The condition's reason. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;

  /**
   * @param reason which kind of problem
   * @param field path in the resource, such as {@code spec.schedule.interval}
   * @param problem what is wrong and what would be right; no secret in it
   */
  public UnresolvedTargetException(Reason reason, String field, String problem) {
    super(field + ": " + problem);
    this.reason = reason;
  }

  /** Which kind of problem. */
  public Reason reason() {
    return reason;
  }
}
