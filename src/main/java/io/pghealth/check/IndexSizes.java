package io.pghealth.check;

import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sizes of the indexes of a database by name, those of a partitioned one being all that is under
 * it.
 */
final class IndexSizes {
  private record Name(String schema, String name) {}

  private final Map<Name, Long> bytes = new HashMap<>();
  private final Set<Name> locked = new HashSet<>();

  private IndexSizes() {}

  static IndexSizes of(IndexFacts facts) {
    IndexSizes sizes = new IndexSizes();
    facts.locked().forEach(l -> sizes.locked.add(new Name(l.schema(), l.name())));
    for (Index index : facts.indexes().values()) {
      for (Index at = index; at != null; at = above(facts, at)) {
        sizes.bytes.merge(new Name(at.schema(), at.name()), index.sizeBytes(), Long::sum);
      }
    }
    return sizes;
  }

  private static Index above(IndexFacts facts, Index index) {
    return index.parentOid() == null ? null : facts.indexes().get(index.parentOid());
  }

  /** 0 of one that is not there any more; null where it is locked. */
  Long bytes(String schema, String name) {
    Name index = new Name(schema, name);
    return locked.contains(index) ? null : bytes.getOrDefault(index, 0L);
  }
}
