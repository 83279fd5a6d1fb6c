package io.pghealth.check;

import io.pghealth.check.FreezeRule.Verdict;
import io.pghealth.check.FreezeRule.Work;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.History;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseAges;
import io.pghealth.snapshot.DatabaseAges.Database;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.FreezeAges;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.FreezeAges.Relation;
import io.pghealth.snapshot.SettingFacts;
import io.pghealth.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@link WraparoundRisk} and {@link MultixactRisk} have in common: of each watched database
 * its relations are judged, of the others what pg_database says.
 *
 * @param check name of the check
 * @param space which IDs
 */
record FreezeAssessment(String check, IdSpace space) {
  private static final String ON_THE_PRIMARY =
      "this instance is a standby, and whether its primary vacuums is not seen here";

  /** Of one database. */
  Assessment of(Facts facts) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(check, database.name());
    Optional<FreezeAges> known = doubts.known(database.of(FreezeAges.class));
    Optional<FreezeRule> rule = rule(facts.snapshot(), facts.history(), doubts);
    if (known.isEmpty() || rule.isEmpty()) {
      return doubts.with(List.of());
    }
    FreezeAges ages = known.get();
    boolean standby = standby(facts.snapshot());
    List<Relation> risky = new ArrayList<>();
    Severity worst = Severity.INFO;
    boolean unsure = false;
    for (Relation relation : oldestFirst(ages)) {
      Work work =
          relation.vacuumed()
              ? Work.YES
              : ages.hidden() || standby && !relation.temporary() ? Work.UNKNOWN : Work.NO;
      Optional<Verdict> verdict = rule.get().judge(space.of(relation), work);
      if (verdict.isPresent() && verdict.get() instanceof Verdict.Risk(Severity severity)) {
        risky.add(relation);
        worst = severity.compareTo(worst) < 0 ? severity : worst;
      } else if (verdict.isPresent()) {
        unsure = true;
      }
    }
    if (unsure) {
      unsure(doubts, ages, standby);
    }
    return doubts.with(
        risky.isEmpty()
            ? List.of()
            : List.of(
                new FreezeFinding(check, rule.get(), worst, cause(facts, risky.getFirst()))
                    .ofRelations(database.name(), risky)));
  }

  /** Who holds back the horizon so far that a vacuum cannot help the relation; null for nobody. */
  private String cause(Facts facts, Relation relation) {
    if (space != IdSpace.TRANSACTIONS || relation.temporary()) {
      return null;
    }
    return Horizon.holder(facts)
        .filter(holder -> holder.transactions() >= relation.transactions().max())
        .map(XminHorizonHeldFinding::fingerprint)
        .orElse(null);
  }

  private static void unsure(Doubts doubts, FreezeAges ages, boolean standby) {
    if (standby) {
      doubts.wholly(ON_THE_PRIMARY, Remedy.note("Name the primary as the host."));
    } else {
      doubts.wholly(
          "relations are overdue to be frozen, and which of them a vacuum is at work on is hidden"
              + " from the role",
          Remedy.sql("GRANT pg_read_all_stats TO " + Identifiers.quote(ages.role())));
    }
  }

  /** Of the server: databases whose relations are not looked at one by one. */
  Assessment of(ServerFacts facts) {
    Doubts doubts = new Doubts(check, null);
    Optional<DatabaseAges> known = doubts.known(facts.snapshot().primary().of(DatabaseAges.class));
    Optional<FreezeRule> rule = rule(facts.snapshot(), facts.history(), doubts);
    if (known.isEmpty() || rule.isEmpty()) {
      return doubts.with(List.of());
    }
    List<Finding> findings = new ArrayList<>();
    for (Database database : known.get().databases()) {
      if (lookedAt(facts.snapshot(), database)) {
        continue;
      }
      Work work = database.vacuumed() ? Work.YES : known.get().standby() ? Work.UNKNOWN : Work.NO;
      Optional<Verdict> verdict =
          rule.get().judge(new Age(space.of(database), rule.get().maxAge()), work);
      if (verdict.isPresent() && verdict.get() instanceof Verdict.Risk(Severity severity)) {
        findings.add(new FreezeFinding(check, rule.get(), severity, null).ofDatabase(database));
      } else if (verdict.isPresent()) {
        doubts.of(
            ObjectRef.of(ObjectKind.DATABASE, database.name()),
            ON_THE_PRIMARY,
            Remedy.note("Name the primary as the host."));
      }
    }
    return doubts.with(findings);
  }

  private static boolean lookedAt(Snapshot snapshot, Database database) {
    return snapshot
        .database(database.name())
        .map(d -> d.of(FreezeAges.class).toOptional().isPresent())
        .orElse(false);
  }

  private static boolean standby(Snapshot snapshot) {
    return snapshot.primary().facts().toOptional().map(f -> f.standby()).orElse(false);
  }

  private Optional<FreezeRule> rule(Snapshot snapshot, History history, Doubts doubts) {
    return doubts
        .known(snapshot.primary().of(SettingFacts.class))
        .map(
            settings -> FreezeRule.of(space, settings, history.trends().ofServer(space.measure())));
  }

  private List<Relation> oldestFirst(FreezeAges ages) {
    return ages.due().stream()
        .sorted(
            Comparator.comparingLong((Relation r) -> space.of(r).age())
                .reversed()
                .thenComparing(Relation::oid))
        .toList();
  }
}
