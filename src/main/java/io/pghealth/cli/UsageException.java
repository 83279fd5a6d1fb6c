package io.pghealth.cli;

/** The command cannot run: one sentence for stderr, exit 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param sentence what is wrong and what would be right; never a password
   */
  UsageException(String sentence) {
    super(sentence);
  }
}
