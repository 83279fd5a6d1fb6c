package io.pghealth.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Loads the demo, and with it Kubernetes' client, only when it is asked for. */
@Command(
    name = "demo",
    description = "A real PostgreSQL with real trouble, a real API server, and what pghealth says.")
final class DemoSlot implements Callable<Integer> {
  private static final String DEMO = "io.pghealth.demo.DemoCommand";

  private final Terminal terminal;

  @Unmatched private List<String> args = List.of();

  DemoSlot(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UsageException {
    try {
      Object demo = Class.forName(DEMO).getDeclaredConstructor().newInstance();
      terminal.out().flush();
      return new CommandLine(demo)
          .setExecutionExceptionHandler(PghealthCommand.execution(terminal))
          .execute(args.toArray(String[]::new));
    } catch (ClassNotFoundException e) {
      throw new UsageException("the demo is not part of this build.");
    } catch (ReflectiveOperationException e) {
      throw new UsageException(Unexpected.sentence(e));
    }
  }
}
