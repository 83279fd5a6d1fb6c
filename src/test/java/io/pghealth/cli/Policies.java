package io.pghealth.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.check.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies that leave only some checks: what the others say of a test server is not at stake. */
final class Policies {
  private Policies() {}

  /**
   * Writes one.
   *
   * @param checks {@code spec.checks} as JSON; every check that it does not name is disabled
   */
  static String only(Path directory, String checks) {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode policy =
          json.createObjectNode()
              .put("apiVersion", "pghealth.io/v1alpha1")
              .put("kind", "CheckPolicy");
      ObjectNode all = (ObjectNode) json.readTree(checks);
      Checks.all().stream()
          .filter(check -> !all.has(check.settingsKey()))
          .forEach(check -> all.putObject(check.settingsKey()).put("enabled", false));
      policy.putObject("spec").set("checks", all);
      Path file = Files.createTempFile(directory, "policy", ".json");
      return Files.writeString(file, policy.toString()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
