package io.pghealth.cli;

/** What a command tells the shell. */
final class ExitCode {
  /** Nothing at or above {@code --fail-on}. */
  static final int OK = 0;

  /** Findings at or above {@code --fail-on}. */
  static final int FINDINGS = 1;

  /** It could not run at all. */
  static final int FAILED = 2;

  /** {@code --require-assessed}, and something was not; stronger than findings. */
  static final int NOT_ASSESSED = 3;

  private ExitCode() {}
}
