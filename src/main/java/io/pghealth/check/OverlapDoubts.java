package io.pghealth.check;

import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Locked;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What could not be read of indexes that are compared with each other. */
final class OverlapDoubts {
  private OverlapDoubts() {}

  /** What can be compared; what cannot goes to the doubts. */
  static Optional<IndexOverlaps> overlaps(Facts facts, Doubts doubts, IndexUse use) {
    DatabaseSnapshot database = facts.database();
    Optional<IndexFacts> indexes = doubts.known(database.indexes());
    if (indexes.isEmpty()) {
      return Optional.empty();
    }
    Optional<IndexKeys> keys = doubts.known(database.of(IndexKeys.class));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Optional<IndexIdentity> identities = doubts.known(database.of(IndexIdentity.class));
    if (identities.isEmpty()) {
      return Optional.empty();
    }
    locked(indexes.get(), doubts);
    return Optional.of(
        new IndexOverlaps(indexes.get(), new IndexTwins(keys.get(), identities.get()), use));
  }

  /** One locked index leaves open what every other one of its table is to it. */
  private static void locked(IndexFacts facts, Doubts doubts) {
    doubts.locked(facts, IndexOverlaps.NEVER);
    Set<List<String>> tables = new HashSet<>();
    for (Locked index : facts.locked()) {
      tables.add(List.of(index.schema(), index.table()));
    }
    for (IndexUnit unit : IndexUnit.of(facts)) {
      boolean candidate =
          unit.members().stream()
              .noneMatch(i -> i.flags().stream().anyMatch(IndexOverlaps.NEVER::contains));
      if (candidate
          && (unit.locked()
              || tables.contains(List.of(unit.root().schema(), unit.root().table())))) {
        doubts.of(unit.reference(), Doubts.LOCKED, Doubts.UNLOCK);
      }
    }
  }
}
