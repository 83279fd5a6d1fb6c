package io.pghealth.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The definitions that users apply are those of the classes. With {@code -Dpghealth.write=true}
 * (make crds) the files are written instead.
 */
class CrdFilesTest {
  private final Map<String, String> generated = new CrdDefinitions().files();

  @ParameterizedTest
  @ValueSource(strings = {"crds", "helm/pghealth/files/crds"})
  void theFilesAreTheClasses(String folder) throws IOException {
    Path path = Path.of(folder);
    if (Boolean.getBoolean("pghealth.write")) {
      Files.createDirectories(path);
      for (var file : generated.entrySet()) {
        Files.writeString(path.resolve(file.getKey()), file.getValue());
      }
    }
    for (var file : generated.entrySet()) {
      assertThat(path.resolve(file.getKey()))
          .as("run `make crds` to write it anew")
          .content()
          .isEqualTo(file.getValue());
    }
    try (var files = Files.list(path)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .as("files of %s", folder)
          .containsExactlyInAnyOrderElementsOf(generated.keySet());
    }
  }

  @Test
  void everyFieldIsDescribedAndBounded() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (var file : generated.entrySet()) {
      JsonNode schema =
          yaml.readTree(file.getValue()).at("/spec/versions/0/schema/openAPIV3Schema");
      List<String> problems = new ArrayList<>();
      inspect("", schema, true, problems);
      assertThat(problems).as(file.getKey()).isEmpty();
    }
  }

  @Test
  void columnsStandInTheirOrder() throws IOException {
    JsonNode monitor =
        new ObjectMapper(new YAMLFactory())
            .readTree(generated.get("postgresmonitors.pghealth.io.yaml"));
    assertThat(monitor.at("/spec/versions/0/additionalPrinterColumns").findValuesAsText("name"))
        .containsExactly("READY", "FINDINGS", "CRITICAL", "HIGH", "LAST-CHECK", "AGE");
  }

  private static void inspect(
      String at, JsonNode schema, boolean described, List<String> problems) {
    if (described && schema.path("description").asText().isBlank()) {
      problems.add(at + " has no description");
    }
    String type = schema.path("type").asText();
    boolean bounded =
        switch (type) {
          case "string" -> schema.has("maxLength") || schema.has("enum") || schema.has("format");
          case "array" -> schema.has("maxItems");
          case "object" -> schema.has("properties") || schema.has("maxProperties");
          case "boolean" -> true;
          case "integer" -> schema.has("minimum");
          default -> false;
        };
    if (!bounded) {
      problems.add(at + " (" + type + ") is not bounded");
    }
    schema
        .path("properties")
        .properties()
        .forEach(p -> inspect(at + "." + p.getKey(), p.getValue(), true, problems));
    if (schema.has("items")) {
      inspect(at + "[]", schema.path("items"), false, problems);
    }
    if (schema.path("additionalProperties").isObject()) {
      inspect(at + "{}", schema.path("additionalProperties"), false, problems);
    }
  }
}
