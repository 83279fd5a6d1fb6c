package io.pghealth.check;

import io.pghealth.history.History;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.HorizonFacts.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who holds back what VACUUM may remove from the tables of one database: the one with the oldest
 * transaction ID among those that ComputeXidHorizons (procarray.c) asks. No threshold has a part in
 * the choice, so that other checks can name the same one.
 *
 * @param facts of the primary
 * @param databaseOid whose tables
 */
record Horizon(HorizonFacts facts, long databaseOid) {
  /** A snapshot is held back by the oldest transaction that ran then, so that one comes first. */
  private static final Comparator<Holder> OLDEST_FIRST =
      Comparator.comparingLong(Holder::transactions)
          .reversed()
          .thenComparing(h -> !h.own())
          .thenComparing(h -> !keepsItsSnapshot(h))
          .thenComparing(Holder::started, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Holder::kind)
          .thenComparing(Holder::name)
          .thenComparing(Holder::pid, Comparator.nullsLast(Comparator.naturalOrder()));

  /**
   * The fingerprint of the finding of {@code XminHorizonHeld} that would stand now for the tables
   * of a database: what to say {@code causedBy}. It is given whatever the thresholds: where there
   * is no such finding, {@code causedBy} hides nothing and no report shows it. A check that asks
   * needs {@link HorizonFacts}.
   */
  static Optional<String> cause(Facts facts) {
    return holder(facts).map(h -> XminHorizonHeldFinding.fingerprint(h));
  }

  /** Who holds back the tables of a database; empty where nobody does, or nobody looked. */
  static Optional<Holder> holder(Facts facts) {
    return facts
        .snapshot()
        .primary()
        .more()
        .find(HorizonFacts.class)
        .flatMap(known -> new Horizon(known, facts.database().oid()).data());
  }

  /** Who holds back the tables; empty where nobody does. */
  Optional<Holder> data() {
    return oldest(ofData());
  }

  /** Whose slot holds back the system catalogs further than the tables are; empty for nobody. */
  Optional<Holder> catalogs() {
    long tables = data().map(Holder::transactions).orElse(0L);
    return oldest(
        facts.holders().stream()
            .filter(h -> h.kind() == Kind.CATALOGS && h.transactions() > tables));
  }

  private Stream<Holder> ofData() {
    return facts.holders().stream()
        .filter(h -> h.kind() != Kind.CATALOGS)
        .filter(h -> h.databaseOid() == null || h.databaseOid() == databaseOid);
  }

  /**
   * A snapshot of this database is as old as the oldest transaction that was running anywhere, so
   * that one of another database holds this one back through the sessions of this one: each new
   * snapshot of theirs is as old again. Not so one that is kept: it stays as old as it is when that
   * transaction is gone.
   */
  private Optional<Holder> oldest(Stream<Holder> concerned) {
    Optional<Holder> oldest = concerned.min(OLDEST_FIRST).filter(h -> h.behind() > 0);
    return oldest.map(o ->
        keepsItsSnapshot(o)
            ? o
            : facts.holders().stream()
                .filter(h -> h.own() && h.transactions() == o.transactions())
                .findFirst()
                .orElse(o));
  }

  /** An idle session that has one at all is in REPEATABLE READ, or has a cursor open. */
  private static boolean keepsItsSnapshot(Holder holder) {
    return holder.kind() == Kind.SESSION && !holder.own() && holder.idle();
  }

  /**
   * How long it has been held for certain: since the holder's own time, since that of anything that
   * began behind it, or since transaction IDs were first seen beyond it; but no longer than the
   * holder has been there. Zero where nothing is known.
   */
  Duration atLeast(Holder holder, History history, Instant at) {
    Duration told =
        Stream.concat(Stream.of(holder), behind(holder))
            .map(Holder::since)
            .filter(Objects::nonNull)
            .map(this::past)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration seen =
        horizon(holder)
            .flatMap(h -> history.trends().passedOnServer(HorizonFacts.NEXT_TRANSACTION, h))
            .map(since -> Duration.between(since, at))
            .orElse(Duration.ZERO);
    Duration least = seen.compareTo(told) > 0 ? seen : told;
    return holder.started() == null ? least : shorter(least, past(holder.started()));
  }

  /** How long at most; empty where nothing bounds it. */
  Optional<Duration> atMost(Holder holder, History history, Instant at) {
    Optional<Duration> seen =
        horizon(holder)
            .flatMap(h -> history.trends().lastReachedOnServer(HorizonFacts.NEXT_TRANSACTION, h))
            .map(then -> Duration.between(then, at));
    Optional<Duration> told = Optional.ofNullable(holder.started()).map(this::past);
    return told.map(t -> seen.map(s -> shorter(s, t)).orElse(t)).or(() -> seen);
  }

  /**
   * Those that are idle, or prepared, and had what they hold when they became so: it is as old as
   * that, and so is what is older. What runs may have taken its snapshot or its ID later.
   */
  private Stream<Holder> behind(Holder holder) {
    return facts.holders().stream()
        .filter(h -> h.transactions() <= holder.transactions())
        .filter(h -> h.kind() == Kind.PREPARED || h.kind() == Kind.SESSION && h.idle());
  }

  private Optional<Long> horizon(Holder holder) {
    return Optional.ofNullable(facts.nextTransaction()).map(next -> next - holder.transactions());
  }

  private Duration past(Instant since) {
    Duration past = Duration.between(since, facts.serverTime());
    return past.isNegative() ? Duration.ZERO : past;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
