package io.pghealth;

import io.pghealth.cli.PghealthCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Entry point: commands run without starting Quarkus, no command starts the operator. */
@QuarkusMain
public final class Main {
  private Main() {}

  /**
   * Runs a command and exits, or starts the operator and stays.
   *
   * @param args the command line, empty for the operator
   */
  public static void main(String... args) {
    if (args.length > 0) {
      System.exit(PghealthCommand.run(args));
    }
    Quarkus.run(args);
  }
}
