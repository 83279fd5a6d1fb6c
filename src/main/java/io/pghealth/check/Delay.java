package io.pghealth.check;

import io.pghealth.history.DatabaseEvidence;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.VacuumFacts;
import io.pghealth.snapshot.VacuumFacts.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether autovacuum should have come to a relation that is past a threshold, and why it did not.
 *
 * @param vacuum of this database
 */
record Delay(Facts facts, VacuumFacts vacuum) {
  /** The launcher comes to each database once in autovacuum_naptime. */
  private static final int VISITS = 5;

  /** Who vacuums by hand where autovacuum is off does so about daily. */
  private static final Duration BY_HAND = Duration.ofDays(1);

  /** Why nothing was done. */
  enum Why {
    SERVER_OFF("autovacuum is off on the server"),
    TABLE_OFF("autovacuum_enabled is off for it"),
    HORIZON("VACUUM came, and may not remove them"),
    AT_WORK("a worker is at it and has not finished"),
    STARVED("all autovacuum workers are busy elsewhere"),
    LOCKED("a session holds a lock on it that autovacuum gives way to"),
    UNKNOWN("why autovacuum did not come is not known");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What is known. */
  sealed interface Verdict {}

  /**
   * It should have come.
   *
   * @param waited how long for certain; null where nobody is to come, or somebody came
   */
  record Overdue(Why why, Duration waited) implements Verdict {}

  /** It has not had the time, or somebody sees to it by hand. */
  record Pending() implements Verdict {}

  /** That takes more than one look. */
  record OneLook() implements Verdict {}

  /** How long autovacuum is given. */
  Duration patience() {
    return vacuum.server().naptime().multipliedBy(VISITS);
  }

  /** Of one that has too many dead rows; see {@link #of}. */
  Verdict ofDead(Relation relation) {
    boolean ours = relation.enabled() && vacuum.server().enabled();
    return ours && unremovable(relation)
        ? new Overdue(Why.HORIZON, null)
        : of(relation, VacuumFacts.vacuumDue(relation), relation.lastVacuum());
  }

  /**
   * Of one that is past a threshold.
   *
   * @param measure that says since when
   * @param last when it was done last; null for never
   */
  Verdict of(Relation relation, String measure, Instant last) {
    if (!vacuum.server().enabled() || !relation.enabled()) {
      return last != null && last.isAfter(vacuum.server().time().minus(BY_HAND))
          ? new Pending()
          : new Overdue(vacuum.server().enabled() ? Why.TABLE_OFF : Why.SERVER_OFF, null);
    }
    Instant at = facts.snapshot().at();
    Duration waited =
        facts
            .history()
            .trends()
            .sinceOfDatabase(facts.database().oid(), measure)
            .map(due -> Duration.between(later(due, lost()), at))
            .orElse(Duration.ZERO);
    if (waited.compareTo(patience()) >= 0) {
      return new Overdue(why(relation), waited);
    }
    boolean watched =
        evidence().map(e -> !e.firstSeen().isAfter(at.minus(patience()))).orElse(false);
    return watched ? new Pending() : new OneLook();
  }

  private Why why(Relation relation) {
    if (relation.vacuumedNow() || relation.analyzedNow()) {
      return Why.AT_WORK;
    }
    Integer workers = vacuum.server().workers();
    if (workers != null && workers >= vacuum.server().mostWorkers()) {
      return Why.STARVED;
    }
    return relation.contended() ? Why.LOCKED : Why.UNKNOWN;
  }

  /**
   * Whether the horizon is older than the last VACUUM, and not just a passing one: then all dead
   * rows of today died behind it, for what had died before was removed.
   */
  private boolean unremovable(Relation relation) {
    Optional<HorizonFacts> known = facts.snapshot().primary().more().find(HorizonFacts.class);
    Optional<Holder> holder = Horizon.holder(facts);
    if (relation.lastVacuum() == null || holder.isEmpty() || known.isEmpty()) {
      return false;
    }
    Duration held =
        new Horizon(known.get(), facts.database().oid())
            .atLeast(holder.get(), facts.history(), facts.snapshot().at());
    Duration vacuumed = Duration.between(relation.lastVacuum(), vacuum.server().time());
    return held.compareTo(patience()) >= 0 && held.compareTo(vacuumed) > 0;
  }

  private Optional<DatabaseEvidence> evidence() {
    InstanceSnapshot primary = facts.snapshot().primary();
    return primary
        .facts()
        .toOptional()
        .map(InstanceFacts::systemIdentifier)
        .flatMap(id ->
            facts.history().evidence().database(id, primary.endpoint(), facts.database().oid()));
  }

  private Instant lost() {
    return evidence().map(DatabaseEvidence::lost).orElse(null);
  }

  private static Instant later(Instant a, Instant b) {
    return b != null && b.isAfter(a) ? b : a;
  }
}
