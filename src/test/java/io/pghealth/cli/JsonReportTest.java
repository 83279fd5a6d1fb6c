package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyFieldStandsWhereTheContractSaysAndInTheSchema() throws IOException {
    JsonNode document =
        print(
            Samples.report(
                List.of(
                    Samples.explained(Samples.regression()),
                    Samples.stale(Samples.unusedIndex("a", Severity.LOW))),
                List.of(
                    Samples.gap("b"),
                    NotAssessed.statement(
                        "PlanRegression", "shop", "42", "too long", Remedy.note("nothing")))));

    assertThat(violations(document)).isEmpty();
    assertThat(document.at("/schemaVersion").asInt()).isEqualTo(1);
    assertThat(document.at("/server/role").asText()).isEqualTo("primary");
    JsonNode finding = document.at("/databases/0/findings/0");
    assertThat(finding.get("queryId").isTextual()).isTrue();
    assertThat(finding.at("/causedBy").asText()).isEqualTo("UnusedIndex/0123456789abcdef");
    assertThat(finding.at("/fix/note").asText()).isEqualTo("Off peak.");
    assertThat(finding.at("/firstSeen").asText()).isEqualTo("2026-11-01T10:00:00Z");
    assertThat(finding.at("/lastChanged").asText()).isEqualTo("2026-11-02T11:30:00Z");
    assertThat(finding.has("stale")).isFalse();
    assertThat(document.at("/databases/0/findings/1/stale").asBoolean()).isTrue();
    assertThat(document.at("/databases/0/notAssessed/0/remedy/sql/0").asText())
        .isEqualTo("CREATE EXTENSION pgstattuple");
    assertThat(document.at("/summary/high").asInt()).isEqualTo(1);
    assertThat(document.at("/summary/low").asInt()).isEqualTo(1);
    assertThat(document.at("/summary/notAssessed").asInt()).isEqualTo(2);
  }

  @Test
  void aCauseThatIsNotThereIsNotPointedTo() throws IOException {
    JsonNode document =
        print(Samples.report(List.of(Samples.entry(Samples.regression())), List.of()));

    assertThat(document.at("/databases/0/findings/0").has("causedBy")).isFalse();
  }

  @Test
  void aReportWithoutAnythingStillHasEveryList() throws IOException {
    JsonNode document = print(Samples.report(List.of(), List.of()));

    assertThat(violations(document)).isEmpty();
    assertThat(document.at("/server/findings").isArray()).isTrue();
    assertThat(document.at("/databases/0/checksRun")).hasSize(3);
  }

  @Test
  void theSchemaRefusesWhatTheContractDoesNotKnow() throws IOException {
    JsonNode document = print(Samples.report(List.of(), List.of()));
    ((ObjectNode) document.get("summary")).remove("notAssessed");
    ((ObjectNode) document.get("server")).put("surprise", 1);

    assertThat(violations(document)).hasSize(2);
  }

  /** Against the published schema, here without room for fields that it does not name. */
  static List<String> violations(JsonNode document) throws IOException {
    JsonNode schema = JSON.readTree(Path.of("docs/schema/check-output.schema.json").toFile());
    close(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(
            document, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties") && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(JsonReportTest::close);
  }

  private static JsonNode print(Report report) throws IOException {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    new JsonReport().print(report, stream);
    stream.flush();
    return JSON.readTree(out.toByteArray());
  }
}
