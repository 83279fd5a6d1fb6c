package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the indexes of one database rest on, the locked ones among them, and which statistics the
 * planner gets through them.
 *
 * @param held columns by index OID
 * @param expressions of indexes that were not locked, by index and position
 * @param statistics names of all extended statistics
 */
public record IndexColumns(
    Map<Long, Held> held, List<Expression> expressions, Set<StatisticsName> statistics) {

  /** Copies the collections. */
  public IndexColumns {
    held = Map.copyOf(held);
    expressions = List.copyOf(expressions);
    statistics = Set.copyOf(statistics);
  }

  /**
   * Columns of one index.
   *
   * @param tableOid of its table
   * @param summarizing whether it is a BRIN index: from 16 on an update of its columns alone is
   *     heap-only all the same (heapam.c: HeapDetermineColumnsInfo)
   * @param names of the table's columns in keys, INCLUDE, expressions and predicate
   */
  public record Held(long tableOid, boolean summarizing, List<String> names) {

    /** Copies the list. */
    public Held {
      names = List.copyOf(names);
    }
  }

  /**
   * One expression.
   *
   * @param indexOid of its index
   * @param position of its column in the index, from 1
   * @param text pg_get_indexdef of the column alone, in brackets unless it is a call
   * @param gathered whether extended statistics of the table gather the same expression
   */
  public record Expression(long indexOid, int position, String text, boolean gathered) {}

  /** Name of an extended statistics object. */
  public record StatisticsName(String schema, String name) {}
}
