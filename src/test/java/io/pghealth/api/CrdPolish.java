package io.pghealth.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to a generated definition what the generator cannot say, and mends what it says wrongly. */
final class CrdPolish {
  private static final Pattern CHOICE = Pattern.compile("\\^\\(([\\w|-]+)\\)\\$");

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Polishes in place.
   *
   * @param definition as generated
   * @param type its class
   * @param description what {@code kubectl explain} says of the kind
   */
  void accept(ObjectNode definition, Class<?> type, String description) {
    ObjectNode names = (ObjectNode) definition.at("/spec/names");
    names.putArray("categories").add("pghealth");
    ObjectNode version = (ObjectNode) definition.at("/spec/versions/0");
    version.set("additionalPrinterColumns", columns(version, type));
    ObjectNode root = (ObjectNode) version.at("/schema/openAPIV3Schema");
    describe(root, description);
    if (type == PostgresMonitor.class) {
      root.putArray("required").add("spec");
      ObjectNode spec = (ObjectNode) root.at("/properties/spec/properties");
      spec.set("checks", new ChecksSchema(json).schema(spec.at("/checks/description").asText()));
      ObjectNode status = (ObjectNode) root.at("/properties/status/properties");
      ObjectNode conditions = (ObjectNode) status.path("conditions");
      conditions.put("x-kubernetes-list-type", "map");
      conditions.putArray("x-kubernetes-list-map-keys").add("type");
    }
    if (type == MonitorState.class) {
      ((ObjectNode) root.path("properties")).remove("status");
    }
    walk(root);
  }

  private void describe(ObjectNode root, String description) {
    root.put("description", description);
    JsonNode spec = root.at("/properties/spec");
    JsonNode status = root.at("/properties/status");
    if (spec instanceof ObjectNode node) {
      node.put("description", "What is wanted.");
    }
    if (status instanceof ObjectNode node) {
      node.put("description", "What was found; written by pghealth.");
    }
  }

  private ArrayNode columns(ObjectNode version, Class<?> type) {
    List<String> declared =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    List<JsonNode> columns = new ArrayList<>();
    version.path("additionalPrinterColumns").forEach(columns::add);
    columns.sort(Comparator.comparingInt(c -> declared.indexOf(c.path("name").asText())));
    return json.createArrayNode().addAll(columns);
  }

  private void walk(JsonNode node) {
    if (node instanceof ObjectNode schema && schema.path("type").isTextual()) {
      polish(schema);
    }
    node.forEach(this::walk);
  }

  private void polish(ObjectNode schema) {
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.path(bound).isDouble()) {
        schema.set(bound, LongNode.valueOf(schema.path(bound).longValue()));
      }
    }
    if (schema.path("additionalProperties") instanceof ObjectNode values
        && !schema.has("maxProperties")) {
      schema.put("maxProperties", Bounds.EVIDENCE);
      if (values.path("type").asText().equals("string")) {
        values.put("maxLength", Bounds.WORD);
      }
    }
    if (schema.at("/additionalProperties/type").asText().equals("string")
        && !schema.at("/additionalProperties").has("maxLength")) {
      ((ObjectNode) schema.path("additionalProperties")).put("maxLength", Bounds.EVIDENCE_VALUE);
    }
    String pattern = schema.path("pattern").asText();
    Matcher choice = CHOICE.matcher(pattern);
    if (choice.matches()) {
      schema.remove("pattern");
      ArrayNode values = schema.putArray("enum");
      Arrays.stream(choice.group(1).split("\\|")).forEach(values::add);
    }
    if (pattern.equals(Formats.DURATION)) {
      first(schema, "self.matches('" + Formats.DURATION_IN_CEL + "')", Formats.DURATION_MESSAGE);
      schema.put("maxLength", 32);
    }
    if (pattern.equals(Formats.SIZE)) {
      first(schema, "self.matches('" + Formats.SIZE_IN_CEL + "')", Formats.SIZE_MESSAGE);
      schema.put("maxLength", 32);
    }
    if (schema.path("x-kubernetes-validations") instanceof ArrayNode rules) {
      LinkedHashSet<JsonNode> once = new LinkedHashSet<>();
      rules.forEach(once::add);
      rules.removeAll();
      rules.addAll(once);
    }
  }

  /** The pattern's own error shows a regular expression only; this one says what to write. */
  private void first(ObjectNode schema, String rule, String message) {
    ArrayNode rules = json.createArrayNode();
    rules.addObject().put("message", message).put("rule", rule);
    schema.path("x-kubernetes-validations").forEach(rules::add);
    schema.set("x-kubernetes-validations", rules);
  }
}
