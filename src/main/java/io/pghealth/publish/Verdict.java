package io.pghealth.publish;

/**
 * What a condition says.
 *
 * @param status True, False or Unknown
 * @param reason one word in CamelCase
 * @param message for people
 */
public record Verdict(Status status, String reason, String message) {

  /** Whether it holds. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The same, and something else that is worth knowing. */
  public Verdict and(String more) {
    return new Verdict(status, reason, message + "; " + more);
  }

  /** It holds. */
  public static Verdict yes(String reason, String message) {
    return new Verdict(Status.TRUE, reason, message);
  }

  /** It does not hold. */
  public static Verdict no(String reason, String message) {
    return new Verdict(Status.FALSE, reason, message);
  }

  /** Nobody knows. */
  public static Verdict unknown(String reason, String message) {
    return new Verdict(Status.UNKNOWN, reason, message);
  }
}
