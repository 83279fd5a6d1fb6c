package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Runs without Quarkus and, but for {@code demo}, without Kubernetes. */
@Command(
    name = "pghealth",
    synopsisSubcommandLabel = "COMMAND",
    description = "Watches PostgreSQL, read-only: what is wrong, how sure that is, what mends it.",
    subcommands = HelpCommand.class,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 nothing to report, 1 findings, 2 could not run, 3 not everything was assessed.",
      "Without a command the operator starts."
    })
public final class PghealthCommand implements Runnable {
  /** Kept, since a logger that nobody holds forgets its level. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  private boolean version;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  private PghealthCommand() {}

  /**
   * Runs a command.
   *
   * @param args the command and its arguments
   * @return the exit code
   */
  public static int run(String... args) {
    return run(Terminal.system(), args);
  }

  /** The same, with its surroundings. */
  public static int run(Terminal terminal, String... args) {
    // The driver logs refused connections with what the server said.
    DRIVER.setLevel(Level.OFF);
    int code = commandLine(terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    if (terminal.out().checkError() && code != ExitCode.FAILED) {
      terminal.say("the output could not be written.");
      terminal.err().flush();
      return ExitCode.FAILED;
    }
    return code;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given; pghealth help lists them");
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine line =
        new CommandLine(new PghealthCommand())
            .addSubcommand("check", new CheckCommand(terminal))
            .addSubcommand("indexes", new IndexesCommand(terminal))
            .addSubcommand("grants", new GrantsCommand(terminal))
            .addSubcommand("demo", new DemoSlot(terminal));
    return line.registerConverter(Path.class, new PathConverter())
        // A password may begin with @; it is no file of arguments.
        .setExpandAtFiles(false)
        .setOut(new java.io.PrintWriter(terminal.out(), true))
        .setErr(new java.io.PrintWriter(terminal.err(), true))
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(parameters(terminal))
        .setExecutionExceptionHandler(execution(terminal));
  }

  private static IParameterExceptionHandler parameters(Terminal terminal) {
    return (e, args) -> {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      terminal.say(sentence(e) + " (" + command + " --help)");
      return ExitCode.FAILED;
    };
  }

  /** One sentence, never a stack trace. */
  static IExecutionExceptionHandler execution(Terminal terminal) {
    return (e, commandLine, result) -> {
      terminal.say(e instanceof UsageException ? e.getMessage() : Unexpected.sentence(e));
      return ExitCode.FAILED;
    };
  }

  /** Picocli quotes whatever was typed; a mistyped URL must not show its password. */
  private static String sentence(ParameterException e) {
    if (e.getCause() instanceof TypeConversionException conversion) {
      return conversion.getMessage();
    }
    if (e.getCause() instanceof InvalidPathException path) {
      return name(e.getArgSpec()) + ": " + Visible.echo(path.getInput()) + " is no path";
    }
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case OverwrittenOptionException overwritten ->
          overwritten.getOverwritten().paramLabel().isEmpty()
              ? "a flag is given twice"
              : name(overwritten.getOverwritten()) + " is given twice; once is enough";
      case MissingParameterException missing ->
          missing.getMissing().isEmpty()
              ? "a flag lacks its value"
              : name(missing.getMissing().getFirst()) + " is missing, or lacks its value";
      default ->
          e.getArgSpec() == null
              ? Printable.escape(e.getMessage())
              : name(e.getArgSpec()) + " is wrong";
    };
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
    String flag = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
    if (flag.matches("--?[A-Za-z][A-Za-z-]{0,40}")) {
      return "there is no flag " + flag;
    }
    if (e.getCommandLine().getParent() == null && flag.matches("[a-z-]{1,20}")) {
      return "there is no command " + flag + "; pghealth help lists them";
    }
    return "an argument is left over that belongs to no flag";
  }

  private static String name(CommandLine.Model.ArgSpec arg) {
    return arg instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : arg.paramLabel();
  }
}
