package io.pghealth.check;

import io.pghealth.check.Witnesses.Witness;
import io.pghealth.history.DatabaseEvidence;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows written to the tables of one database, as the primary has counted them.
 *
 * @param tables by OID
 * @param span since the counters were lost last, or since the first sight where that is unknown
 */
record WriteCounters(Map<Long, TableWrites> tables, Duration span) {
  /** A rate of less says nothing of a day. */
  static final Duration LEAST_SPAN = Duration.ofHours(1);

  /** Of the primary; empty where it was not heard. */
  static Optional<WriteCounters> of(Facts facts, List<Witness> heard) {
    Instant at = facts.snapshot().at();
    for (Witness witness : heard) {
      Optional<DatabaseEvidence> known =
          facts
              .history()
              .evidence()
              .database(
                  witness.facts().systemIdentifier(),
                  witness.instance().endpoint(),
                  facts.database().oid());
      if (!witness.facts().standby() && known.isPresent()) {
        Instant since = known.get().countersSince(witness.facts(), witness.usage(), at);
        return Optional.of(
            new WriteCounters(witness.usage().tables(), Duration.between(since, at)));
      }
    }
    return Optional.empty();
  }

  /** Of several tables together. */
  TableWrites sum(Collection<Long> oids) {
    return oids.stream()
        .distinct()
        .map(tables::get)
        .filter(Objects::nonNull)
        .reduce(
            new TableWrites(0, 0, 0, 0),
            (a, b) ->
                new TableWrites(
                    a.inserted() + b.inserted(),
                    a.updated() + b.updated(),
                    a.hotUpdated() + b.hotUpdated(),
                    a.deleted() + b.deleted()));
  }

  /** Entries that each index of these tables was given: none for a heap-only update. */
  static long entries(TableWrites writes) {
    return writes.inserted() + writes.updated() - writes.hotUpdated();
  }

  /** Whether the span is long enough for a rate. */
  boolean tellRates() {
    return span.compareTo(LEAST_SPAN) >= 0;
  }

  /** So many in the span, on a day. */
  long perDay(long count) {
    return (long) (count / (Math.max(1, span.toSeconds()) / 86_400.0));
  }
}
