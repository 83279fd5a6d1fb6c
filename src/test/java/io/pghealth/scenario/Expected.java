package io.pghealth.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.testing.PgVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What {@code expected.yaml} says; see the README of the scenarios. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Expected(
    String shows,
    String versions,
    String role,
    Map<String, Map<String, Object>> settings,
    List<String> server,
    Integer cycles,
    Instant at,
    String advance,
    List<Expectation> findings,
    List<Silence> silent,
    List<Gap> notAssessed,
    String loop,
    Boolean again,
    Boolean restart,
    Boolean nothing,
    List<Expectation> afterFix,
    List<Expectation> brings) {

  Expected {
    role = role == null ? "IN ROLE pg_monitor, pg_read_all_data" : role;
    settings = settings == null ? Map.of() : settings;
    cycles = cycles == null ? 1 : cycles;
    again = again != null && again;
    restart = restart != null && restart;
    nothing = nothing != null && nothing;
    advance = advance == null ? "0s" : advance;
    findings = findings == null ? List.of() : List.copyOf(findings);
    silent = silent == null ? List.of() : List.copyOf(silent);
    notAssessed = notAssessed == null ? List.of() : List.copyOf(notAssessed);
    afterFix = afterFix == null ? List.of() : List.copyOf(afterFix);
    brings = brings == null ? List.of() : List.copyOf(brings);
  }

  /** A finding; what is null may be anything. */
  record Expectation(
      String check,
      String kind,
      String schema,
      String name,
      String table,
      String severity,
      String confidence,
      String messageContains,
      String causedBy,
      String cause,
      String fixContains) {

    /**
     * @param asked whether HypoPG could be asked: what is of medium confidence else is of high then
     */
    boolean meets(Finding finding, String folder, boolean asked) {
      ObjectRef object = finding.object();
      return finding.check().equals(check == null ? folder : check)
          && any(kind, object == null ? null : object.kind().text())
          && any(schema, object == null ? null : object.schema())
          && any(name, object == null ? null : object.name())
          && any(table, object == null ? null : object.table())
          && any(severity, finding.severity().text())
          && any(
              asked && "medium".equals(confidence) ? "high" : confidence,
              finding.confidence().text())
          && (messageContains == null || finding.message().contains(messageContains))
          && (fixContains == null
              || finding.fix().sql().stream().anyMatch(sql -> sql.contains(fixContains)))
          && (causedBy == null
              || finding.causedBy() != null && finding.causedBy().startsWith(causedBy + "/"));
    }
  }

  /** An object that a naive check would name. */
  record Silence(String schema, String name, String why) {}

  /** Something that is not assessed; what is null may be anything. */
  record Gap(String check, String name, String reasonContains, String remedyContains) {
    boolean meets(NotAssessed gap, String folder) {
      return gap.check().equals(check == null ? folder : check)
          && any(name, gap.object() == null ? null : gap.object().name())
          && (reasonContains == null || gap.reason().contains(reasonContains))
          && (remedyContains == null
              || gap.remedy().sql().stream().anyMatch(sql -> sql.contains(remedyContains)));
    }
  }

  private static boolean any(String wanted, String actual) {
    return wanted == null || Objects.equals(wanted, actual);
  }

  static Expected read(Path file) throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .registerModule(new JavaTimeModule())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(file.toFile(), Expected.class);
  }

  /** Majors for which it means anything: {@code 16}, {@code 15-}, {@code -17}, {@code 15-17}. */
  List<Integer> majors() {
    if (versions == null) {
      return IntStream.rangeClosed(PgVersions.OLDEST, PgVersions.NEWEST).boxed().toList();
    }
    String[] ends = versions.split("-", -1);
    int from = ends[0].isEmpty() ? PgVersions.OLDEST : Integer.parseInt(ends[0]);
    int to =
        ends.length == 1 ? from : ends[1].isEmpty() ? PgVersions.NEWEST : Integer.parseInt(ends[1]);
    return IntStream.rangeClosed(from, to).boxed().toList();
  }
}
