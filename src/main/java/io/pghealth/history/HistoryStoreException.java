package io.pghealth.history;

/** The history cannot be had or kept; the message is one sentence for the user. */
public final class HistoryStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence that names the path and what to do. */
  public HistoryStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
