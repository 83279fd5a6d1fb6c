package io.pghealth.check;

import io.pghealth.check.Witnesses.Witness;
import io.pghealth.history.DatabaseEvidence;
import io.pghealth.history.DatabaseEvidence.IndexEvidence;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What one instance's counters say of an index, or of the tree of a partitioned one.
 *
 * @param witness the instance
 * @param evidence what is remembered of this database there
 * @param byOid its indexes
 * @param at when this cycle began
 * @param window how long must have been observed
 */
record ScanEvidence(
    Witness witness,
    DatabaseEvidence evidence,
    Map<Long, IndexEvidence> byOid,
    Instant at,
    Duration window) {

  /** What it says. */
  sealed interface Statement {}

  /** It was scanned within the window. */
  record Used() implements Statement {}

  /**
   * Not scanned for as long as the window.
   *
   * @param span how long
   * @param watched whether pghealth itself has observed all of it
   * @param ageKnown whether the index is known to be as old; else only the counters are
   * @param scans all that were counted, those of our own EXPLAINs too
   * @param writes rows written to the tables meanwhile
   */
  record Unused(Duration span, boolean watched, boolean ageKnown, long scans, long writes)
      implements Statement {}

  /**
   * Not observed long enough.
   *
   * @param span how long
   * @param begun whether that is since the index itself was first seen, or scanned, while the
   *     database was watched: what was found of its name before was found of another one
   */
  record Short(Duration span, boolean begun) implements Statement {}

  /** The instance does not know it (yet). */
  record Unknown() implements Statement {}

  Statement of(IndexUnit unit) {
    if (unit.leaves().stream().anyMatch(i -> !witness.usage().scans().containsKey(i.oid()))) {
      return new Unknown();
    }
    Instant counters = evidence.countersSince(witness.facts(), witness.usage(), at);
    if (unit.leaves().stream().anyMatch(i -> used(i, counters))) {
      return new Used();
    }
    Instant since = since(unit);
    Instant scans = evidence.scansSince(witness.facts(), witness.usage(), at);
    Instant observed = later(since, scans);
    if (covers(observed)) {
      return new Unused(
          Duration.between(observed, at),
          covers(evidence.firstSeen()),
          true,
          scans(unit),
          writes(unit, false));
    }
    boolean never = unit.leaves().stream().allMatch(this::never);
    if (never && since.equals(evidence.firstSeen()) && covers(scans)) {
      return new Unused(Duration.between(scans, at), false, false, scans(unit), writes(unit, true));
    }
    return new Short(
        Duration.between(observed, at), !covers(since) && since.isAfter(evidence.firstSeen()));
  }

  /** Whether the counters as such go back to the start of the window. */
  private boolean covers(Instant since) {
    return !since.isAfter(at.minus(window));
  }

  private boolean used(Index index, Instant counters) {
    Scans scans = witness.usage().scans().get(index.oid());
    IndexEvidence known = byOid.get(index.oid());
    if (scans.count() == 0 || known != null && known.never()) {
      return false;
    }
    if (!covers(counters)) {
      return true;
    }
    // Without history, and where the server does not tell, when it was scanned is unknown.
    boolean told =
        known == null ? scans.last() != null : !known.since().equals(evidence.firstSeen());
    return told && !covers(since(index));
  }

  private boolean never(Index index) {
    IndexEvidence known = byOid.get(index.oid());
    return known == null ? witness.usage().scans().get(index.oid()).count() == 0 : known.never();
  }

  private Instant since(IndexUnit unit) {
    if (!unit.root().partitioned()) {
      return since(unit.root());
    }
    IndexEvidence known = byOid.get(unit.root().oid());
    return known == null ? at : known.since();
  }

  private Instant since(Index index) {
    IndexEvidence known = byOid.get(index.oid());
    Instant last = witness.usage().scans().get(index.oid()).last();
    if (known != null) {
      return known.since();
    }
    return last == null ? at : last.plus(Duration.between(witness.usage().serverTime(), at));
  }

  private long scans(IndexUnit unit) {
    return unit.leaves().stream()
        .mapToLong(i -> witness.usage().scans().get(i.oid()).count())
        .sum();
  }

  private long writes(IndexUnit unit, boolean all) {
    return unit.leaves().stream()
        .mapToLong(i -> {
          TableWrites now = witness.usage().tables().get(i.tableOid());
          IndexEvidence then = byOid.get(i.oid());
          long total = now == null ? 0 : now.total();
          return all || then == null || then.writes() > total ? total : total - then.writes();
        })
        .sum();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
