package io.pghealth.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /**
   * A statement.
   *
   * @param times how often, by cycle, the last one for all later ones; null for once
   */
  record Step(Manner manner, String sql, List<Integer> times) {

    /**
     * What to run in a cycle: {@code :i} is the number of the repetition, {@code :cycle} its own.
     */
    List<String> runs(int cycle) {
      if (times == null) {
        return List.of(sql);
      }
      String text = sql.replaceAll("(?<!:):cycle\\b", Integer.toString(cycle));
      return IntStream.rangeClosed(1, times.get(Math.min(Math.max(cycle, 1), times.size()) - 1))
          .mapToObj(i -> text.replaceAll("(?<!:):i\\b", Integer.toString(i)))
          .toList();
    }
  }

  /** What runs once in a session that stays open. */
  Script once() {
    return new Script(steps.stream().filter(s -> s.times() == null).toList());
  }

  /** What runs before each further cycle in a session that stays open. */
  Script perCycle() {
    return new Script(steps.stream().filter(s -> s.times() != null).toList());
  }

  /** Statements end with a semicolon at the end of a line that is not within dollar quotes. */
  static Script read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Script(steps);
    }
    Manner manner = Manner.PLAIN;
    List<Integer> times = null;
    StringBuilder sql = new StringBuilder();
    boolean quoted = false;
    for (String line : Files.readAllLines(file)) {
      if (sql.isEmpty() && (line.isBlank() || line.startsWith("--"))) {
        manner =
            line.startsWith("-- fails")
                ? Manner.FAILS
                : line.startsWith("-- waits") ? Manner.WAITS : manner;
        if (line.startsWith("-- times ")) {
          times =
              Stream.of(line.substring("-- times ".length()).split(","))
                  .map(String::strip)
                  .map(Integer::valueOf)
                  .toList();
        }
        continue;
      }
      sql.append(line).append('\n');
      quoted ^= (line.split("\\$\\$", -1).length - 1) % 2 == 1;
      if (!quoted && line.stripTrailing().endsWith(";")) {
        steps.add(new Step(manner, sql.toString().strip().replaceAll(";$", ""), times));
        times = null;
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
