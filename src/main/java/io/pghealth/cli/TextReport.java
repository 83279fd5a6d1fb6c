package io.pghealth.cli;

import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The report as an engineer wants to read it: by database, worst first, gaps at the end. */
final class TextReport {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int INDENT = 2;
  private static final int BODY = 4;
  private static final int DETAIL = 6;

  private final Prose prose;
  private final Style style;

  TextReport(Prose prose, Style style) {
    this.prose = prose;
    this.style = style;
  }

  void print(Report report) {
    Report.Server server = report.server();
    prose.line(
        style.heading("PostgreSQL " + Printable.escape(server.version()))
            + ", "
            + server.role()
            + " "
            + Printable.escape(server.address())
            + ", system identifier "
            + Printable.escape(server.systemIdentifier()));
    report.scopes().stream().sorted(Comparator.comparing(TextReport::worst)).forEach(this::scope);
    prose.blank();
    prose.line(style.heading(summary(report)));
    new GapText(prose, style).print(report.notAssessed());
  }

  /** Databases without findings come last; the sort keeps their names in order. */
  private static int worst(Report.Scope scope) {
    return scope.findings().stream()
        .mapToInt(entry -> entry.severity().ordinal())
        .min()
        .orElse(Severity.values().length);
  }

  private void scope(Report.Scope scope) {
    if (scope.database() == null && scope.findings().isEmpty()) {
      return;
    }
    prose.blank();
    prose.line(
        style.heading(
                scope.database() == null
                    ? "Server"
                    : "Database " + Printable.escape(scope.database()))
            + ": "
            + (scope.findings().isEmpty() ? nothing(scope) : counts(scope)));
    for (LedgerEntry entry : scope.findings()) {
      prose.blank();
      finding(entry);
    }
  }

  /** Only what was looked at may be called free of findings. */
  private static String nothing(Report.Scope scope) {
    Set<String> unknown =
        scope.notAssessed().stream()
            .filter(NotAssessed::whole)
            .map(NotAssessed::check)
            .collect(Collectors.toSet());
    List<String> known =
        scope.checksRun().stream().filter(check -> !unknown.contains(check)).toList();
    return known.isEmpty()
        ? "nothing could be assessed"
        : "no findings from " + String.join(", ", known);
  }

  private static String counts(Report.Scope scope) {
    return Arrays.stream(Severity.values())
        .filter(severity -> scope.count(severity) > 0)
        .map(severity -> scope.count(severity) + " " + severity.text())
        .collect(Collectors.joining(", "));
  }

  private void finding(LedgerEntry entry) {
    Finding finding = entry.finding();
    String severity = finding.severity().text().toUpperCase(Locale.ROOT);
    prose.line(
        " ".repeat(INDENT)
            + style.severity(finding.severity(), String.format("%-8s", severity))
            + "  "
            + style.heading(finding.check())
            + "  "
            + subject(finding));
    prose.paragraph(BODY, Printable.escape(finding.message()));
    evidence(finding);
    if (finding.impact() != null && !finding.impact().isBlank()) {
      labelled("Impact", finding.impact());
    }
    sql("Fix", finding.fix());
    sql("Undo", finding.undo());
    prose.paragraph(BODY, origin(entry));
  }

  private static String subject(Finding finding) {
    List<String> parts = new ArrayList<>();
    if (finding.object() != null) {
      parts.add(object(finding.object()));
    }
    if (finding.queryId() != null) {
      parts.add("statement " + Printable.escape(finding.queryId()));
    }
    return String.join(", ", parts);
  }

  /** Such as {@code index public.a_idx on a}. */
  static String object(ObjectRef object) {
    return object.kind().text()
        + " "
        + Printable.escape((object.schema() == null ? "" : object.schema() + ".") + object.name())
        + (object.table() == null ? "" : " on " + Printable.escape(object.table()));
  }

  private void evidence(Finding finding) {
    Map<String, String> shown = new LinkedHashMap<>();
    finding.evidence().forEach((name, value) -> shown.put(Printable.escape(name), value));
    int width = Prose.widest(shown.keySet());
    shown.forEach((name, value) -> {
      // A plan has lines of its own; the bar keeps them apart from ours.
      String[] lines = value.split("\n", -1);
      if (lines.length == 1) {
        String label = name + " ".repeat(width - name.codePointCount(0, name.length()) + 2);
        prose.labelled(
            " ".repeat(DETAIL) + style.label(label), DETAIL + width + 2, Printable.escape(value));
      } else {
        prose.line(" ".repeat(DETAIL) + style.label(name));
        for (String line : lines) {
          prose.line(" ".repeat(DETAIL) + "| " + Printable.escape(line));
        }
      }
    });
  }

  private void labelled(String label, String text) {
    prose.labelled(
        " ".repeat(BODY) + style.label(label + ": "),
        BODY + label.length() + 2,
        Printable.escape(text));
  }

  private void sql(String label, Fix fix) {
    if (fix == null) {
      return;
    }
    if (fix.note() == null) {
      prose.line(" ".repeat(BODY) + style.label(label + ":"));
    } else {
      labelled(label, fix.note());
    }
    for (String statement : fix.sql()) {
      prose.line(" ".repeat(DETAIL) + style.sql(PrintableSql.of(statement)));
    }
  }

  private String origin(LedgerEntry entry) {
    Finding finding = entry.finding();
    return finding.confidence().text()
        + " confidence; first seen "
        + MINUTE.format(entry.firstSeen())
        + changed(entry.firstSeen(), entry.lastChanged())
        + (entry.stale() ? "; stale: this run could not look" : "")
        + (entry.explainedBy() == null
            ? ""
            : "; explained by " + Printable.escape(entry.explainedBy()))
        + "; "
        + finding.fingerprint();
  }

  private static String changed(Instant firstSeen, Instant lastChanged) {
    return lastChanged.equals(firstSeen) ? "" : ", changed " + MINUTE.format(lastChanged);
  }

  private static String end(Report report) {
    return report.databases().stream().allMatch(scope -> scope.checksRun().isEmpty())
        ? "; no check was run."
        : ". Everything was assessed.";
  }

  private static String summary(Report report) {
    int total = report.findings().size();
    String counted =
        Arrays.stream(Severity.values())
            .filter(severity -> report.count(severity) > 0)
            .map(severity -> report.count(severity) + " " + severity.text())
            .collect(Collectors.joining(", "));
    int gaps = report.notAssessed().size();
    return (total == 0
            ? "No findings"
            : total + (total == 1 ? " finding: " : " findings: ") + counted)
        + (gaps == 0 ? end(report) : ". " + gaps + " not assessed:");
  }
}
