package io.pghealth.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One folder of the corpus.
 *
 * @param check name of the check, the folder above
 * @param name of the folder
 * @param setup run once
 * @param workload run before every cycle but the first
 * @param sessions kept open during the cycles
 */
record Scenario(
    String check,
    String name,
    Expected expected,
    Script setup,
    Script workload,
    List<Script> sessions) {
  private static final Path ROOT = Path.of("src/test/resources/scenarios");

  /** All of them that {@code -Dscenario=Check/name} (either may be {@code *}) leaves, by name. */
  static List<Scenario> all() {
    String[] filter = System.getProperty("scenario", "*/*").split("/");
    List<Scenario> all = new ArrayList<>();
    for (Path check : folders(ROOT)) {
      for (Path folder : folders(check)) {
        String checkName = check.getFileName().toString();
        String name = folder.getFileName().toString();
        if (matches(filter[0], checkName) && matches(filter[filter.length - 1], name)) {
          all.add(read(folder, checkName, name));
        }
      }
    }
    return all;
  }

  private static boolean matches(String wanted, String actual) {
    return wanted.equals("*") || wanted.equals(actual);
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario read(Path folder, String check, String name) {
    try {
      List<Script> sessions = new ArrayList<>();
      for (int i = 1; Files.exists(folder.resolve("session-" + i + ".sql")); i++) {
        sessions.add(Script.read(folder.resolve("session-" + i + ".sql")));
      }
      return new Scenario(
          check,
          name,
          Expected.read(folder.resolve("expected.yaml")),
          Script.read(folder.resolve("setup.sql")),
          Script.read(folder.resolve("workload.sql")),
          sessions);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.toString(), e);
    }
  }

  @Override
  public String toString() {
    return check + "/" + name;
  }
}
