package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.VacuumFacts.Relation;
import io.pghealth.snapshot.VacuumFacts.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param named whether a statement with SKIP LOCKED names the table; else its counters tell
 */
record QueueTableChurnFinding(
    Facts facts, Server server, Relation relation, Cause cause, boolean named) {

  /** Why the dead rows stay. */
  enum Cause {
    THRESHOLD("its autovacuum settings let them be"),
    OUTRUN("they come faster than autovacuum comes back"),
    HORIZON("VACUUM may not remove them"),
    OVERDUE("autovacuum is overdue");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  /** What makes autovacuum come to a table by its dead rows alone, and go at full speed. */
  private static final Map<String, String> EAGER = eager();

  private static Map<String, String> eager() {
    Map<String, String> eager = new LinkedHashMap<>();
    eager.put("autovacuum_vacuum_scale_factor", "0");
    eager.put("autovacuum_vacuum_threshold", "1000");
    eager.put("autovacuum_vacuum_cost_delay", "0");
    return eager;
  }

  Finding finding() {
    long all = relation.dead() + relation.live();
    return Finding.of(QueueTableChurn.NAME, severity(), confidence())
        .database(facts.database().name())
        .object(ObjectRef.table(relation.schema(), relation.name()))
        .message(
            "queue "
                + relation.schema()
                + "."
                + relation.name()
                + " has "
                + Amounts.count(relation.dead())
                + " dead rows beside "
                + Amounts.count(relation.live())
                + " live ones, "
                + Amounts.percent(Math.floor(relation.dead() * 100.0 / all))
                + ": "
                + cause.words)
        .evidence("dead rows", String.valueOf(relation.dead()))
        .evidence("live rows", String.valueOf(relation.live()))
        .evidence("rows inserted", String.valueOf(relation.inserted()))
        .evidence("rows deleted", String.valueOf(relation.deleted()))
        .evidence("rows inserted since vacuum", String.valueOf(relation.insertedSinceVacuum()))
        .evidence("autovacuum comes from", thresholds())
        .evidence(
            "last vacuum",
            relation.lastVacuum() == null ? "none counted" : relation.lastVacuum().toString())
        .evidence(
            "known as a queue by",
            named ? "a statement with SKIP LOCKED" : "counters: what was put in was taken out")
        .impact(
            "whoever looks for the next row reads through all the dead ones before it, and the"
                + " table and its indexes grow by them")
        .causedBy(causedBy())
        .fix(fix())
        .undo(undo())
        .build();
  }

  private String thresholds() {
    double insertedAt = relation.insertThreshold(server);
    return Math.round(relation.vacuumThreshold(server))
        + " dead rows on"
        + (insertedAt < 0 ? "" : ", or " + Math.round(insertedAt) + " inserted since vacuum");
  }

  private Severity severity() {
    return relation.dead() >= 100 * Math.max(1_000, relation.live())
        ? Severity.HIGH
        : Severity.MEDIUM;
  }

  private Confidence confidence() {
    return named && cause != Cause.OUTRUN ? Confidence.HIGH : Confidence.MEDIUM;
  }

  private String causedBy() {
    return switch (cause) {
      case HORIZON -> Horizon.cause(facts).orElse(null);
      case OVERDUE ->
          Finding.of(AutovacuumOverdue.NAME, Severity.MEDIUM, Confidence.HIGH)
              .database(facts.database().name())
              .object(AutovacuumOverdue.reference(relation))
              .build()
              .fingerprint();
      case THRESHOLD, OUTRUN -> null;
    };
  }

  private String name() {
    return Identifiers.quote(relation.schema(), relation.name());
  }

  private boolean settings() {
    return cause == Cause.THRESHOLD || cause == Cause.OUTRUN;
  }

  private Fix fix() {
    if (settings()) {
      return new Fix(
          List.of("ALTER TABLE " + name() + " SET (" + list(EAGER) + ")", "VACUUM " + name()),
          "Autovacuum comes once in autovacuum_naptime at most ("
              + Amounts.span(server.naptime())
              + "): where that is too seldom, lower it, or take rows from partitions that are"
              + " dropped or truncated when they are empty.");
    }
    return cause == Cause.HORIZON
        ? new Fix(
            List.of(),
            "End what holds the horizon; autovacuum then removes them at its next visit.")
        : new Fix(
            List.of("VACUUM " + name()),
            relation.enabled() && server.enabled()
                ? "Look why autovacuum does not come."
                : "Leave the table to autovacuum from then on.");
  }

  /** What was not set is reset first, so that the rest is set in its old order. */
  private Fix undo() {
    if (!settings()) {
      return null;
    }
    List<String> sql = new ArrayList<>();
    List<String> fresh =
        EAGER.keySet().stream().filter(o -> !relation.options().containsKey(o)).toList();
    if (!fresh.isEmpty()) {
      sql.add("ALTER TABLE " + name() + " RESET (" + String.join(", ", fresh) + ")");
    }
    Map<String, String> old = new LinkedHashMap<>();
    EAGER.keySet().stream()
        .filter(relation.options()::containsKey)
        .forEach(o -> old.put(o, relation.options().get(o)));
    if (!old.isEmpty()) {
      sql.add("ALTER TABLE " + name() + " SET (" + list(old) + ")");
    }
    return new Fix(sql, null);
  }

  private static String list(Map<String, String> options) {
    return options.entrySet().stream()
        .map(o -> o.getKey() + " = " + o.getValue())
        .collect(Collectors.joining(", "));
  }
}
