package io.pghealth.cli;

import io.pghealth.finding.NotAssessed;
import io.pghealth.postgres.Printable;
import io.pghealth.postgres.Remedy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What could not be assessed, by reason; what unlocks it stands there once. */
final class GapText {
  private static final int MOST_NAMED = 5;
  private static final int INDENT = 2;
  private static final int BODY = 4;
  private static final int DETAIL = 6;

  private final Prose prose;
  private final Style style;

  GapText(Prose prose, Style style) {
    this.prose = prose;
    this.style = style;
  }

  void print(List<NotAssessed> gaps) {
    Map<String, Map<Remedy, List<NotAssessed>>> reasons = new LinkedHashMap<>();
    for (NotAssessed gap : gaps) {
      reasons
          .computeIfAbsent(gap.reason(), reason -> new LinkedHashMap<>())
          .computeIfAbsent(gap.remedy(), remedy -> new java.util.ArrayList<>())
          .add(gap);
    }
    Map<List<String>, String> printed = new HashMap<>();
    reasons.forEach((reason, remedies) ->
        remedies.forEach((remedy, same) -> {
          prose.blank();
          prose.paragraph(INDENT, Printable.escape(reason) + " (" + same.size() + ")");
          where(same).forEach(line -> prose.paragraph(BODY, line));
          remedy(remedy, same, printed);
        }));
  }

  /** One line per check and database. */
  private static List<String> where(List<NotAssessed> gaps) {
    Map<String, Set<String>> subjects = new LinkedHashMap<>();
    for (NotAssessed gap : gaps) {
      String scope =
          String.join(", ", gap.checks())
              + " "
              + (gap.database() == null ? "(server)" : "in " + Printable.escape(gap.database()));
      Set<String> named = subjects.computeIfAbsent(scope, key -> new LinkedHashSet<>());
      if (gap.object() != null) {
        named.add(TextReport.object(gap.object()));
      } else if (gap.queryId() != null) {
        named.add("statement " + Printable.escape(gap.queryId()));
      }
    }
    return subjects.entrySet().stream()
        .map(entry ->
            entry.getKey() + (entry.getValue().isEmpty() ? "" : ": " + some(entry.getValue())))
        .toList();
  }

  private static String some(Set<String> names) {
    int more = names.size() - MOST_NAMED;
    return String.join(", ", names.stream().limit(MOST_NAMED).toList())
        + (more > 0 ? " and " + more + " more (all of them with --output json)" : "");
  }

  private void remedy(Remedy remedy, List<NotAssessed> gaps, Map<List<String>, String> printed) {
    if (remedy.note() != null) {
      prose.labelled(
          " ".repeat(BODY) + style.label("To unlock: "),
          BODY + 11,
          Printable.escape(remedy.note()));
    }
    if (remedy.sql().isEmpty()) {
      return;
    }
    String databases =
        String.join(
            ", ",
            gaps.stream()
                .map(NotAssessed::database)
                .filter(java.util.Objects::nonNull)
                .map(Printable::escape)
                .distinct()
                .toList());
    String before = printed.putIfAbsent(remedy.sql(), databases);
    String in = databases.isEmpty() ? "" : " in " + databases;
    if (before != null) {
      prose.paragraph(BODY, "To unlock: the statements printed above" + in);
      return;
    }
    prose.paragraph(BODY, "To unlock, as an administrator" + in + ":");
    remedy.sql().forEach(sql -> prose.line(" ".repeat(DETAIL) + style.sql(PrintableSql.of(sql))));
  }
}
