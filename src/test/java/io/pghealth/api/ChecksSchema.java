package io.pghealth.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.check.Check;
import io.pghealth.check.Checks;
import io.pghealth.check.SettingForm;

/**
 * The schema of {@code spec.checks}, from the list of checks. Defaults stand in the descriptions
 * only: as defaults of the schema they would be stored in every object, and could no longer change
 * or give way to a policy.
 */
record ChecksSchema(ObjectMapper json) {

  ObjectNode schema(String description) {
    ObjectNode checks = object(description);
    Checks.all().forEach(check -> properties(checks).set(check.settingsKey(), check(check)));
    return checks;
  }

  private ObjectNode check(Check<?> check) {
    ObjectNode schema = object("Switch and thresholds of " + check.name() + ".");
    properties(schema)
        .putObject("enabled")
        .put("type", "boolean")
        .put("description", "Whether it runs. Default: true.");
    for (SettingForm form : SettingForm.of(check.settings())) {
      properties(schema).set(form.name(), setting(form));
    }
    return schema;
  }

  private ObjectNode setting(SettingForm form) {
    ObjectNode schema = json.createObjectNode();
    schema.put("description", form.description() + " Default: " + form.defaultValue() + ".");
    switch (form.kind()) {
      case DURATION -> schema.put("type", "string").put("pattern", Formats.DURATION);
      case SIZE -> schema.put("type", "string").put("pattern", Formats.SIZE);
      case INTEGER ->
          schema
              .put("type", "integer")
              .put("minimum", (long) form.min())
              .put("maximum", (long) form.max());
    }
    return schema;
  }

  private ObjectNode object(String description) {
    ObjectNode schema = json.createObjectNode().put("type", "object");
    schema.put("description", description);
    schema.putObject("properties");
    return schema;
  }

  private static ObjectNode properties(ObjectNode schema) {
    return (ObjectNode) schema.path("properties");
  }
}
