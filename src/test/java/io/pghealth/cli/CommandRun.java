package io.pghealth.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one command printed, and its exit code. */
record CommandRun(int exit, String out, String err) {

  static CommandRun of(String... args) {
    return in(Map.of(), args);
  }

  static CommandRun in(Map<String, String> env, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            env,
            false,
            () -> 100);
    int exit = PghealthCommand.run(terminal, args);
    return new CommandRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** All that anybody could read. */
  String everything() {
    return out + err;
  }
}
