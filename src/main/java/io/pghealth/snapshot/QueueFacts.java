package io.pghealth.snapshot;

import java.util.Set;

/**
 * Tables of one database that a statement with SKIP LOCKED takes rows from, as far as
 * pg_stat_statements says.
 *
 * @param tables OIDs of tables and partitioned tables; of those with the same name in several
 *     schemas all
 * @param statements whether statements were looked at; they are only where some table has mostly
 *     dead rows
 */
public record QueueFacts(Set<Long> tables, boolean statements) {

  /** Copies the set. */
  public QueueFacts {
    tables = Set.copyOf(tables);
  }
}
