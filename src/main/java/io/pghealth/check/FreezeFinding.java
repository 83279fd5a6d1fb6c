package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.Trends.Rate;
import io.pghealth.snapshot.DatabaseAges.Database;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.FreezeAges.Relation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param cause fingerprint of who keeps a vacuum from mending it; null for nobody
 */
record FreezeFinding(String check, FreezeRule rule, Severity severity, String cause) {
  private static final int NAMED = 5;

  /** From so short a span the last days may look different. */
  private static final Duration SURE_SPAN = Duration.ofDays(1);

  /**
   * @param risky relations of the database, the oldest first; never empty
   */
  Finding ofRelations(String database, List<Relation> risky) {
    Relation oldest = risky.getFirst();
    Age age = rule.space().of(oldest);
    Finding.Builder finding =
        start(age)
            .database(database)
            .causedBy(cause)
            .object(ObjectRef.table(oldest.schema(), oldest.name()))
            .discriminator(oldest.toast() == null ? null : "toast")
            .message(
                name(oldest)
                    + " holds "
                    + rule.space().word()
                    + " IDs as old as "
                    + Amounts.count(age.age())
                    + " "
                    + rule.space().word()
                    + "s; "
                    + whyNot(oldest, age)
                    + end(age.age())
                    + others(risky.size() - 1));
    finding.evidence("size", Amounts.bytes(oldest.sizeBytes()));
    if (risky.size() > 1) {
      finding.evidence(
          "also overdue",
          risky.stream()
                  .skip(1)
                  .limit(NAMED)
                  .map(FreezeFinding::name)
                  .collect(Collectors.joining(", "))
              + (risky.size() > NAMED + 1 ? ", …" : ""));
    }
    return finding.fix(new FreezeSql(severity, cause != null).fix(risky)).build();
  }

  /** A database whose relations are not looked at. */
  Finding ofDatabase(Database database) {
    Age age = new Age(rule.space().of(database), rule.maxAge());
    return start(age)
        .object(ObjectRef.of(ObjectKind.DATABASE, database.name()))
        .message(
            "database "
                + database.name()
                + ", which is not watched, holds "
                + rule.space().word()
                + " IDs as old as "
                + Amounts.count(age.age())
                + " "
                + rule.space().word()
                + "s; autovacuum was due at "
                + Amounts.count(age.max())
                + (database.vacuumed() ? "" : " and no vacuum is at work in it")
                + end(age.age()))
        .fix(
            new Fix(
                List.of(),
                database.allowsConnections()
                    ? "Connect to it and run VACUUM (FREEZE). Watched, its relations would be named."
                    : "It allows no connections, and autovacuum alone gets there: look in the"
                        + " server's log for why it does not. ALTER DATABASE … ALLOW_CONNECTIONS"
                        + " true lets you in to run VACUUM (FREEZE); take it back afterwards."))
        .build();
  }

  private Finding.Builder start(Age age) {
    Rate rate = rule.rate();
    boolean byPace = rate != null && severity == Severity.CRITICAL && age.age() < rule.failsafe();
    Finding.Builder finding =
        Finding.of(
                check,
                severity,
                byPace && rate.span().compareTo(SURE_SPAN) < 0
                    ? Confidence.MEDIUM
                    : Confidence.HIGH)
            .impact(rule.space().impact())
            .evidence("age", Amounts.count(age.age()))
            .evidence("autovacuum due at", Amounts.count(age.max()))
            .evidence("failsafe at", Amounts.count(rule.failsafe()))
            .evidence(
                "limit",
                Amounts.count(IdSpace.LIMIT)
                    + ", "
                    + Amounts.count(FreezeRule.left(age.age()))
                    + " left");
    if (rate != null) {
      finding.evidence(
          rule.space().word() + "s a day",
          Amounts.count(Math.round(rate.perDay())) + ", over " + Amounts.span(rate.span()));
    }
    rule.timeLeft(age.age())
        .ifPresent(left -> finding.evidence("time left", "about " + Amounts.span(left)));
    return finding;
  }

  private String end(long age) {
    String limit = "; the server stops at " + Amounts.count(IdSpace.LIMIT);
    return rule.timeLeft(age)
        .map(left -> limit + ", at the present pace in " + Amounts.span(left))
        .orElse(limit);
  }

  private static String whyNot(Relation relation, Age age) {
    if (relation.temporary()) {
      return "it is a temporary table of " + session(relation) + ", which autovacuum may not touch";
    }
    return "autovacuum was due at "
        + Amounts.count(age.max())
        + (relation.vacuumed()
            ? ", and the vacuum at work on it is not done"
            : " and no vacuum is at work on it");
  }

  private static String session(Relation relation) {
    if (relation.session() != null) {
      String role =
          relation.session().role() == null ? relation.owner() : relation.session().role();
      return "the session with pid " + relation.session().pid() + " (role " + role + ")";
    }
    return relation.owner() == null ? "another session" : "a session of role " + relation.owner();
  }

  private static String others(int more) {
    return switch (more) {
      case 0 -> "";
      case 1 -> "; 1 more relation of the database is overdue";
      default -> "; " + more + " more relations of the database are overdue";
    };
  }

  static String name(Relation relation) {
    String table = relation.schema() + "." + relation.name();
    return relation.toast() == null ? "table " + table : "the TOAST table of " + table;
  }
}
