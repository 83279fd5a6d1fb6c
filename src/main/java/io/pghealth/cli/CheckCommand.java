package io.pghealth.cli;

import io.pghealth.finding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pghealth check}: one cycle over one server, reported here. */
@Command(
    name = "check",
    description = "Check a server once and report what is wrong with it.",
    sortOptions = false,
    footer = {
      "",
      "Exit codes:",
      "  0  nothing at or above --fail-on",
      "  1  findings at or above --fail-on",
      "  2  could not run: a wrong flag or file, no connection, a wrong password",
      "  3  --require-assessed, and something could not be assessed, findings or not",
      "",
      "A password is better kept in PGPASSWORD or a password file than in the URL, where every",
      "user of the machine sees it in the list of processes."
    })
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A CheckPolicy manifest with thresholds and switches.")
  private Path policy;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description = "Remember what was seen in this directory; PlanRegression needs two runs.")
  private Path history;

  @Option(
      names = "--accept",
      paramLabel = "FINGERPRINT",
      description = "Accept the plan that this finding is about. Repeatable.")
  private List<String> accept = List.of();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to report (default: text).",
      converter = OutputForm.Converter.class)
  private OutputForm output;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "medium",
      description =
          "Exit 1 from this severity up: critical, high, medium, low, info (default: medium).",
      converter = SeverityConverter.class)
  private Severity failOn;

  @Option(
      names = "--require-assessed",
      paramLabel = "CHECK",
      arity = "0..1",
      split = ",",
      fallbackValue = RequiredChecks.EVERY,
      description = "Exit 3 where one of these checks, or any, could not be assessed.")
  private List<String> requireAssessed;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UsageException {
    return 0;
  }
}
