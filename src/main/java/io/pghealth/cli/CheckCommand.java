package io.pghealth.cli;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Printable;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.SystemIdentifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
      names = "--replica",
      paramLabel = "URL",
      description = "A replica of it: an index used only there is used. Repeatable.")
  private List<String> replicas = List.of();

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
    List<Check<?>> checks = Checks.all();
    CheckSettings settings =
        policy == null ? CheckSettings.defaults(checks) : PolicyFile.read(policy, checks);
    RequiredChecks required = RequiredChecks.of(requireAssessed, checks);
    Set<String> accepted = new CheckNames(checks).fingerprints("--accept", accept);
    Connection connection = server.connection(terminal, replicas);
    Memory memory = Memory.in(history);

    Report report;
    try (Memory.Page page = memory.open(systemIdentifier(connection))) {
      CycleResult result =
          new Cycle(target -> connection.sessions(), checks)
              .run(
                  new CycleRequest(
                      connection.target(),
                      settings,
                      page.history(terminal),
                      accepted,
                      CycleRequest.Mode.COMMAND_LINE,
                      Instant.now()));
      report = report(connection, result);
      page.save(result.history(), terminal);
    }
    print(report);
    String sentence = required.sentence(report);
    if (sentence != null) {
      terminal.say(sentence);
    }
    return exit(report, required);
  }

  /** The first contact: says in one sentence why there is none. */
  private static String systemIdentifier(Connection connection) throws UsageException {
    try (Session session = connection.open(connection.database())) {
      return SystemIdentifier.of(session);
    } catch (SessionException e) {
      throw connection.failure(connection.database(), e);
    }
  }

  private static Report report(Connection connection, CycleResult result) throws UsageException {
    if (!result.configurationErrors().isEmpty()) {
      throw new UsageException(
          Printable.escape(String.join("; ", result.configurationErrors())) + ".");
    }
    InstanceFacts primary =
        result
            .primary()
            .orElseThrow(() ->
                connection.failure(
                    connection.database(), result.connectionProblem().orElse("not reached")));
    return new Reports(result, connection).of(primary);
  }

  private void print(Report report) {
    switch (output) {
      case JSON -> new JsonReport().print(report, terminal.out());
      case TEXT ->
          new TextReport(
                  new Prose(terminal.out(), terminal.columns().getAsInt()),
                  new Style(terminal.colour()))
              .print(report);
    }
    // Before stderr, so that the two stand in order where they go to the same place.
    terminal.out().flush();
  }

  private int exit(Report report, RequiredChecks required) {
    if (required.violatedBy(report)) {
      return ExitCode.NOT_ASSESSED;
    }
    return report.findings().stream().anyMatch(entry -> entry.severity().atLeast(failOn))
        ? ExitCode.FINDINGS
        : ExitCode.OK;
  }
}
