package io.pghealth.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The statements of a {@code .sql} file, with what the comment line above each asks for. */
record Script(List<Step> steps) {

  /** How a statement is run. */
  enum Manner {
    /** It must succeed. */
    PLAIN,
    /** It must fail ({@code -- fails}). */
    FAILS,
    /** It waits for a lock, and the script goes on ({@code -- waits}). */
    WAITS
  }

  record Step(Manner manner, String sql) {}

  /** Statements end with a semicolon at the end of a line that is not within dollar quotes. */
  static Script read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Script(steps);
    }
    Manner manner = Manner.PLAIN;
    StringBuilder sql = new StringBuilder();
    boolean quoted = false;
    for (String line : Files.readAllLines(file)) {
      if (sql.isEmpty() && (line.isBlank() || line.startsWith("--"))) {
        manner =
            line.startsWith("-- fails")
                ? Manner.FAILS
                : line.startsWith("-- waits") ? Manner.WAITS : manner;
        continue;
      }
      sql.append(line).append('\n');
      quoted ^= (line.split("\\$\\$", -1).length - 1) % 2 == 1;
      if (!quoted && line.stripTrailing().endsWith(";")) {
        steps.add(new Step(manner, sql.toString().strip().replaceAll(";$", "")));
        sql.setLength(0);
        manner = Manner.PLAIN;
      }
    }
    if (!sql.isEmpty()) {
      throw new IOException(file + ": the last statement has no semicolon at its end");
    }
    return new Script(steps);
  }
}
