package io.pghealth.check;

import io.pghealth.check.RowsPerKey.Range;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ForeignKeyFacts;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.ForeignKey;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Support;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables of a foreign key have to be read whole to find the rows that reference one parent: a
 * table itself, or partitions at the bottom.
 */
final class ForeignKeyCoverage {
  /**
   * A table that no index covers.
   *
   * @param serving indexes that its look-ups can use all the same
   * @param tooMany rows per value of those that begin with some of the columns, by OID
   */
  record Uncovered(Table table, Set<Long> serving, Map<Long, Range> tooMany) {}

  /** A table of which it is not known. */
  record Unknown(Table table, String reason, Remedy remedy) {}

  /** What is not covered; nothing where all is. */
  record Gaps(List<Uncovered> uncovered, List<Unknown> unknown, boolean partly) {}

  private record Part(long keyOid, long tableOid) {}

  private final IndexFacts indexes;
  private final TableFacts tables;
  private final RowsPerKey rowsPerKey;
  private final Map<Long, List<Support>> supports;
  private final Map<Part, Key> parts = new HashMap<>();
  private final Map<Long, List<Table>> partitions = new HashMap<>();

  ForeignKeyCoverage(
      ForeignKeyFacts keys, IndexFacts indexes, TableFacts tables, RowsPerKey rowsPerKey) {
    this.indexes = indexes;
    this.tables = tables;
    this.rowsPerKey = rowsPerKey;
    this.supports =
        indexes.foreignKeys().stream()
            .collect(Collectors.toMap(ForeignKey::oid, ForeignKey::supports));
    keys.keys().values().stream()
        .filter(k -> k.parentOid() != null)
        .forEach(k -> parts.put(new Part(k.parentOid(), k.tableOid()), k));
    tables.tables().values().stream()
        .filter(t -> t.parentOid() != null)
        .forEach(t -> partitions.computeIfAbsent(t.parentOid(), o -> new ArrayList<>()).add(t));
  }

  /** Looks at a key that is no part of another. */
  Gaps of(Key key) {
    List<Uncovered> uncovered = new ArrayList<>();
    List<Unknown> unknown = new ArrayList<>();
    Table table = tables.tables().get(key.tableOid());
    int covered = look(key, table, uncovered, unknown);
    return new Gaps(uncovered, unknown, covered > 0);
  }

  /** Returns how many tables are covered. */
  private int look(Key key, Table table, List<Uncovered> uncovered, List<Unknown> unknown) {
    if (key != null && serving(key).stream().anyMatch(s -> wholly(indexes, s, key))) {
      return 1;
    }
    if (table.kind() == Kind.PARTITIONED) {
      int covered = 0;
      for (Table partition : partitions.getOrDefault(table.oid(), List.of())) {
        Key part = key == null ? null : parts.get(new Part(key.oid(), partition.oid()));
        covered += look(part, partition, uncovered, unknown);
      }
      return covered;
    }
    if (key == null) {
      unknown.add(
          new Unknown(table, "it was attached while the catalogs were read", Remedy.none()));
      return 0;
    }
    return selective(key, table, uncovered, unknown);
  }

  /** Whether it finds the rows by all of the columns. */
  static boolean wholly(IndexFacts indexes, Support support, Key key) {
    return !support.partial() && support.leading().containsAll(numbers(key))
        || key.period() && contains(indexes, support, key);
  }

  /** GiST finds rows by equality and containment at once, whatever the order of its columns. */
  private static boolean contains(IndexFacts indexes, Support support, Key key) {
    Index index = indexes.indexes().get(support.indexOid());
    return index != null
        && index.accessMethod().equals("gist")
        && !support.partial()
        && support.columns().containsAll(numbers(key));
  }

  /** Whether some of the columns alone find few rows. */
  private int selective(Key key, Table table, List<Uncovered> uncovered, List<Unknown> unknown) {
    Map<Long, Range> tooMany = new HashMap<>();
    Unknown doubt = null;
    for (Support support : serving(key)) {
      if (support.partial() || support.leading().isEmpty()) {
        continue;
      }
      Collected<Range> rows = rowsPerKey.of(table, support.leading());
      Collected.Unknown<Range> missing = rows.missing();
      if (missing != null) {
        doubt = new Unknown(table, missing.reason(), missing.remedy());
        continue;
      }
      Range range = rows.toOptional().orElseThrow();
      if (range.most() <= RowsPerKey.FEW) {
        return 1;
      }
      if (range.least() <= RowsPerKey.FEW) {
        missing = rowsPerKey.together(table, support.leading());
        doubt = new Unknown(table, missing.reason(), missing.remedy());
      }
      tooMany.put(support.indexOid(), range);
    }
    if (doubt != null) {
      unknown.add(doubt);
    } else {
      Set<Long> serving = serving(key).stream().map(Support::indexOid).collect(Collectors.toSet());
      uncovered.add(new Uncovered(table, serving, tooMany));
    }
    return 0;
  }

  private List<Support> serving(Key key) {
    return supports.getOrDefault(key.oid(), List.of());
  }

  private static Set<Integer> numbers(Key key) {
    return key.columns().stream().map(Column::attnum).collect(Collectors.toSet());
  }
}
