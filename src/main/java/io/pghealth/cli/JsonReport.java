package io.pghealth.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The report as {@code docs/schema/check-output.schema.json} describes it. */
final class JsonReport {
  /** Rises when a reader of the old form would misread the new one. */
  private static final int SCHEMA_VERSION = 1;

  private final ObjectMapper json =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  void print(Report report, PrintStream out) {
    try {
      json.writeValue(out, document(report));
      out.println();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode document(Report report) {
    ObjectNode document = json.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    ObjectNode server =
        document
            .putObject("server")
            .put("version", report.server().version())
            .put("role", report.server().role())
            .put("systemIdentifier", report.server().systemIdentifier());
    fill(server, report.ofServer());
    ArrayNode databases = document.putArray("databases");
    for (Report.Scope scope : report.databases()) {
      fill(databases.addObject().put("name", scope.database()), scope);
    }
    ObjectNode summary = document.putObject("summary");
    for (Severity severity : Severity.values()) {
      summary.put(severity.text(), report.count(severity));
    }
    summary.put("notAssessed", report.notAssessed().size());
    return document;
  }

  private static void fill(ObjectNode node, Report.Scope scope) {
    ArrayNode findings = node.putArray("findings");
    scope.findings().forEach(entry -> finding(findings.addObject(), entry));
    ArrayNode notAssessed = node.putArray("notAssessed");
    scope.notAssessed().forEach(gap -> notAssessed(notAssessed.addObject(), gap));
    strings(node.putArray("checksRun"), scope.checksRun());
  }

  private static void finding(ObjectNode node, LedgerEntry entry) {
    Finding finding = entry.finding();
    node.put("fingerprint", finding.fingerprint())
        .put("check", finding.check())
        .put("severity", finding.severity().text())
        .put("confidence", finding.confidence().text());
    putIfPresent(node, "database", finding.database());
    object(node, finding.object());
    putIfPresent(node, "queryId", finding.queryId());
    if (!finding.statements().isEmpty()) {
      strings(node.putArray("statements"), finding.statements());
    }
    putIfPresent(node, "causedBy", entry.explainedBy());
    node.put("message", finding.message());
    ObjectNode evidence = node.putObject("evidence");
    finding.evidence().forEach(evidence::put);
    node.put("impact", finding.impact() == null ? "" : finding.impact());
    if (finding.fix() != null) {
      strings(node.putObject("fix").putArray("sql"), finding.fix().sql());
      ((ObjectNode) node.get("fix")).put("note", finding.fix().note());
    }
    undo(node, finding.undo());
    node.put("firstSeen", time(entry.firstSeen())).put("lastChanged", time(entry.lastChanged()));
    if (entry.stale()) {
      node.put("stale", true);
    }
    node.put("docs", finding.docs());
  }

  private static void undo(ObjectNode node, Fix undo) {
    if (undo != null) {
      ObjectNode child = node.putObject("undo");
      strings(child.putArray("sql"), undo.sql());
      putIfPresent(child, "note", undo.note());
    }
  }

  private static void notAssessed(ObjectNode node, NotAssessed gap) {
    node.put("check", gap.check());
    object(node, gap.object());
    putIfPresent(node, "queryId", gap.queryId());
    node.put("reason", gap.reason());
    ObjectNode remedy = node.putObject("remedy");
    strings(remedy.putArray("sql"), gap.remedy().sql());
    putIfPresent(remedy, "note", gap.remedy().note());
  }

  private static void object(ObjectNode node, ObjectRef object) {
    if (object != null) {
      ObjectNode child = node.putObject("object").put("kind", object.kind().text());
      putIfPresent(child, "schema", object.schema());
      child.put("name", object.name());
      putIfPresent(child, "table", object.table());
    }
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static void putIfPresent(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
