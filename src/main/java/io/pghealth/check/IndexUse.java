package io.pghealth.check;

import io.pghealth.check.ScanEvidence.Statement;
import io.pghealth.check.ScanEvidence.Unused;
import io.pghealth.check.ScanEvidence.Used;
import io.pghealth.check.Witnesses.Witness;
import io.pghealth.history.DatabaseEvidence;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexUsage.Scans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Who scans an index, and what its table takes in writes, as far as the counters tell. */
final class IndexUse {
  /** The default window of {@code UnusedIndex}. */
  static final Duration WINDOW = Duration.ofDays(14);

  private final Facts facts;
  private final List<Witness> heard;
  private final boolean counted;
  private final List<ScanEvidence> evidence;

  IndexUse(Facts facts) {
    this.facts = facts;
    Witnesses witnesses = new Witnesses(facts.snapshot(), facts.database());
    this.heard = witnesses.heard();
    this.counted = witnesses.counted();
    this.evidence = evidence(facts, heard, WINDOW);
  }

  /** What each instance that was heard remembers. */
  static List<ScanEvidence> evidence(Facts facts, List<Witness> heard, Duration window) {
    return heard.stream()
        .flatMap(w ->
            remembered(facts, w)
                .map(k -> new ScanEvidence(w, k, k.byOid(), facts.snapshot().at(), window))
                .stream())
        .toList();
  }

  private static Optional<DatabaseEvidence> remembered(Facts facts, Witness witness) {
    return facts
        .history()
        .evidence()
        .database(
            witness.facts().systemIdentifier(),
            witness.instance().endpoint(),
            facts.database().oid());
  }

  /** Scans on all instances that were heard, since each one's counters began. */
  long scans(IndexUnit unit) {
    return heard.stream()
        .flatMap(w -> unit.leaves().stream().map(i -> w.usage().scans().get(i.oid())))
        .flatMap(s -> Optional.ofNullable(s).stream())
        .mapToLong(Scans::count)
        .sum();
  }

  /** Whether none was counted, and everybody's would have been. */
  boolean unscanned(IndexUnit unit) {
    return counted && scans(unit) == 0;
  }

  /** Whether somebody scans it: it has scans, and is not known to have had none of late. */
  boolean inUse(IndexUnit unit) {
    if (scans(unit) == 0) {
      return false;
    }
    List<Statement> statements = evidence.stream().map(e -> e.of(unit)).toList();
    return statements.isEmpty()
        || statements.stream().anyMatch(Used.class::isInstance)
        || !statements.stream().allMatch(Unused.class::isInstance);
  }

  /**
   * Rows written a day to the tables of these indexes, on the primary; empty where its counters are
   * not an hour old.
   */
  OptionalLong writesPerDay(List<Index> indexes) {
    return writtenPerDay(indexes.stream().map(Index::tableOid).toList());
  }

  /** Rows written a day to these tables, by OID; empty as above. */
  OptionalLong writtenPerDay(List<Long> tables) {
    return WriteCounters.of(facts, heard).filter(WriteCounters::tellRates).stream()
        .mapToLong(c -> c.perDay(c.sum(tables).total()))
        .findFirst();
  }
}
