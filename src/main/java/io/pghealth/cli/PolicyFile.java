package io.pghealth.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.InvalidSettingException;
import io.pghealth.postgres.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code --policy}: a {@code CheckPolicy} manifest, YAML or JSON. */
final class PolicyFile {
  private static final String API_VERSION = "pghealth.io/v1alpha1";
  private static final Set<String> KINDS = Set.of("CheckPolicy", "ClusterCheckPolicy");
  private static final long LARGEST = 1 << 20;

  private final Path file;

  private PolicyFile(Path file) {
    this.file = file;
  }

  /**
   * The settings of every check.
   *
   * @throws UsageException naming the file, the field, its value, and what would be right
   */
  static CheckSettings read(Path file, List<Check<?>> checks) throws UsageException {
    PolicyFile policy = new PolicyFile(file);
    try {
      return CheckSettings.parse(checks, policy.checks(policy.document(policy.text())));
    } catch (InvalidSettingException e) {
      throw policy.wrong("spec." + Printable.escape(e.getMessage()));
    }
  }

  private String text() throws UsageException {
    try {
      if (Files.isDirectory(file)) {
        throw wrong("it is a directory; give a CheckPolicy manifest");
      }
      if (Files.size(file) > LARGEST) {
        throw wrong("it is larger than 1 MiB, which no CheckPolicy is");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw wrong("there is no such file");
    } catch (AccessDeniedException e) {
      throw wrong("it may not be read by this user");
    } catch (CharacterCodingException e) {
      throw wrong("it is not UTF-8 text");
    } catch (IOException e) {
      throw wrong("it cannot be read");
    }
  }

  private JsonNode document(String text) throws UsageException {
    ObjectMapper yaml =
        new ObjectMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
    try (JsonParser parser = yaml.createParser(text)) {
      JsonNode first = yaml.readTree(parser);
      if (first == null || !first.isObject()) {
        throw wrong("it holds no manifest; it begins with apiVersion: " + API_VERSION);
      }
      if (parser.nextToken() != null) {
        throw wrong("it holds more than one manifest; give one CheckPolicy");
      }
      return first;
    } catch (JacksonException e) {
      // Not the parser's own words: they quote the file, which may be the wrong one.
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      boolean twice =
          e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate");
      throw wrong(
          (twice ? "a field stands twice in one map" : "it is no valid YAML or JSON") + place);
    } catch (IOException e) {
      throw wrong("it cannot be read");
    }
  }

  private Map<String, Map<String, ?>> checks(JsonNode manifest) throws UsageException {
    only(manifest, "", Set.of("apiVersion", "kind", "metadata", "spec"));
    expect(manifest, "apiVersion", Set.of(API_VERSION));
    expect(manifest, "kind", KINDS);
    JsonNode spec = object(manifest.get("spec"), "spec");
    only(spec, "spec.", Set.of("checks"));
    Map<String, Map<String, ?>> checks = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> check :
        object(spec.get("checks"), "spec.checks").properties()) {
      String path = "spec.checks." + check.getKey();
      Map<String, Object> settings = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> setting : object(check.getValue(), path).properties()) {
        if (!setting.getValue().isValueNode() || setting.getValue().isNull()) {
          throw wrong(path + "." + setting.getKey() + " is not a single value");
        }
        settings.put(setting.getKey(), setting.getValue().asText());
      }
      checks.put(check.getKey(), settings);
    }
    return checks;
  }

  private void expect(JsonNode manifest, String field, Set<String> right) throws UsageException {
    JsonNode value = manifest.get(field);
    if (value == null || !right.contains(value.asText())) {
      throw wrong(
          field
              + " is "
              + (value == null ? "missing" : Visible.echo(value.asText()))
              + "; it must be "
              + right.stream().sorted().collect(Collectors.joining(" or ")));
    }
  }

  private JsonNode object(JsonNode node, String path) throws UsageException {
    if (node == null) {
      throw wrong(path + " is missing");
    }
    if (!node.isObject()) {
      throw wrong(path + " must be a map of names to values");
    }
    return node;
  }

  private void only(JsonNode node, String path, Set<String> known) throws UsageException {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw wrong(
            "there is no field "
                + path
                + field.getKey()
                + "; there are "
                + known.stream().sorted().map(path::concat).collect(Collectors.joining(", ")));
      }
    }
  }

  private UsageException wrong(String problem) {
    return new UsageException(
        "--policy " + Printable.escape(file.toString()) + ": " + Printable.escape(problem) + ".");
  }
}
