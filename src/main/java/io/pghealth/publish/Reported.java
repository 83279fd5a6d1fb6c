package io.pghealth.publish;

import io.pghealth.api.Bounds;
import io.pghealth.api.ReportedFinding;
import io.pghealth.api.ReportedFix;
import io.pghealth.api.ReportedNotAssessed;
import io.pghealth.api.ReportedObject;
import io.pghealth.api.Summary;
import io.pghealth.api.Transition;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Printable;
import io.pghealth.postgres.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings as the custom resources hold them: prose shortened, names with control characters shown
 * escaped, SQL whole or not at all.
 *
 * @param elsewhere a phrase that says where SQL is that had to be left out
 */
record Reported(String elsewhere) {
  /** Code points of prose where there is little room. */
  private static final int LEAN = 256;

  ReportedFinding finding(LedgerEntry entry) {
    return finding(entry, true);
  }

  /** Identity, a short message and where the SQL is, for when there is no room for more. */
  ReportedFinding lean(LedgerEntry entry) {
    return finding(entry, false);
  }

  private ReportedFinding finding(LedgerEntry entry, boolean full) {
    Finding finding = entry.finding();
    return new ReportedFinding(
        Text.prose(finding.fingerprint(), Bounds.WORD),
        Text.prose(finding.check(), Bounds.WORD),
        finding.severity().text(),
        finding.confidence().text(),
        Text.prose(finding.database(), Bounds.NAME),
        object(finding.object()),
        Text.prose(finding.queryId(), Bounds.WORD),
        full ? statements(finding.statements()) : null,
        Text.prose(entry.explainedBy(), Bounds.WORD),
        Text.prose(finding.message(), full ? Bounds.PROSE : LEAN),
        full ? evidence(finding.evidence()) : null,
        full ? Text.prose(finding.impact(), Bounds.PROSE) : null,
        fix(finding.fix(), full),
        full ? fix(finding.undo(), true) : null,
        entry.firstSeen(),
        entry.lastChanged(),
        entry.stale() ? true : null,
        Text.prose(finding.docs(), Bounds.NAME));
  }

  ReportedNotAssessed notAssessed(NotAssessed missing) {
    return notAssessed(missing, true);
  }

  /** Without SQL, for when there is no room for it. */
  ReportedNotAssessed lean(NotAssessed missing) {
    return notAssessed(missing, false);
  }

  private ReportedNotAssessed notAssessed(NotAssessed missing, boolean full) {
    Remedy remedy = missing.remedy();
    return new ReportedNotAssessed(
        Text.prose(missing.check(), Bounds.WORD),
        Text.prose(missing.database(), Bounds.NAME),
        object(missing.object()),
        Text.prose(missing.queryId(), Bounds.WORD),
        Text.prose(missing.reason(), full ? Bounds.PROSE : LEAN),
        remedy == null ? null : fix(new Fix(remedy.sql(), remedy.note()), full));
  }

  static Transition transition(io.pghealth.finding.Transition transition) {
    Finding finding = transition.finding();
    return new Transition(
        transition.at(),
        transition.kind().action(),
        Text.prose(finding.fingerprint(), Bounds.WORD),
        Text.prose(finding.check(), Bounds.WORD),
        finding.severity().text(),
        Text.prose(finding.database(), Bounds.NAME),
        Text.prose(
            transition.reason() == null
                ? finding.message()
                : transition.reason() + ": " + finding.message(),
            Bounds.PROSE),
        Text.prose(transition.measured(), Bounds.PROSE));
  }

  static Summary summary(io.pghealth.finding.Summary summary) {
    return new Summary(
        summary.total(),
        summary.critical(),
        summary.high(),
        summary.medium(),
        summary.low(),
        summary.info(),
        summary.suppressed(),
        summary.notAssessed());
  }

  private static ReportedObject object(ObjectRef object) {
    return object == null
        ? null
        : new ReportedObject(
            object.kind().text(),
            Text.prose(object.schema(), Bounds.NAME),
            Text.prose(object.name(), Bounds.NAME),
            Text.prose(object.table(), Bounds.NAME));
  }

  private static List<String> statements(List<String> statements) {
    return statements.isEmpty()
        ? null
        : statements.stream()
            .limit(Bounds.STATEMENTS)
            .map(id -> Text.prose(id, Bounds.WORD))
            .toList();
  }

  private static Map<String, String> evidence(Map<String, String> evidence) {
    Map<String, String> shown = new LinkedHashMap<>();
    evidence.entrySet().stream()
        .filter(e -> e.getValue() != null)
        .flatMap(Reported::lines)
        .limit(Bounds.EVIDENCE)
        .forEach(e ->
            shown.put(
                Text.prose(e.getKey(), Bounds.WORD),
                Text.prose(e.getValue(), Bounds.EVIDENCE_VALUE)));
    return shown.isEmpty() ? null : shown;
  }

  /**
   * Plans have a piece of evidence per line, numbered: kubectl describe sorts them by name, and a
   * line feed in a value would break its columns.
   */
  private static Stream<Map.Entry<String, String>> lines(Map.Entry<String, String> evidence) {
    if (!evidence.getKey().equals(Finding.PLANS)) {
      return Stream.of(evidence);
    }
    String[] lines = evidence.getValue().split("\n", -1);
    return IntStream.range(0, lines.length)
        .mapToObj(i -> Map.entry("%s %02d".formatted(Finding.PLANS, i + 1), lines[i]));
  }

  private ReportedFix fix(Fix fix, boolean full) {
    if (fix == null || fix.sql().isEmpty() && fix.note() == null) {
      return null;
    }
    boolean whole = full && fits(fix.sql());
    int limit = full ? Bounds.PROSE : LEAN;
    String note = fix.note();
    if (!whole && !fix.sql().isEmpty()) {
      String where = "The SQL does not fit here: " + elsewhere + ".";
      note = note == null ? where : Text.prose(note, limit - where.length() - 1) + " " + where;
    }
    return new ReportedFix(
        whole && !fix.sql().isEmpty() ? fix.sql() : null, Text.prose(note, limit));
  }

  /** One statement without the others would do half of what is needed. */
  private static boolean fits(List<String> sql) {
    return sql.size() <= Bounds.SQL_STATEMENTS
        && sql.stream()
            .allMatch(s -> s.codePointCount(0, s.length()) <= Bounds.SQL && Printable.plain(s));
  }
}
