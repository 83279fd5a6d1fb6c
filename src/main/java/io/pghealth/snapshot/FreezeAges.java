package io.pghealth.snapshot;

import java.util.List;

/**
 * Relations of one database that autovacuum should have frozen by now: the oldest 200 by
 * transaction and the oldest 200 by multixact.
 *
 * @param due in no order
 * @param hidden whether a vacuum is at work in this database, and on which relation is not shown to
 *     the role
 * @param role the monitoring role
 */
public record FreezeAges(List<Relation> due, boolean hidden, String role) {

  /** Copies the list. */
  public FreezeAges {
    due = List.copyOf(due);
  }

  /**
   * One relation with storage.
   *
   * @param oid its own
   * @param schema of the table that it belongs to
   * @param name of the table that it belongs to
   * @param toast its own name where it is a TOAST table; else null
   * @param temporary whether it is another session's temporary table, or its TOAST table: no vacuum
   *     but that session's own may touch it
   * @param session whose temporary table it is; null where it is none, or nobody is known
   * @param owner of it; null where the role is gone
   * @param sizeBytes by relpages: as of the last VACUUM or ANALYZE
   * @param transactions age of relfrozenxid
   * @param multixacts age of relminmxid
   * @param vacuumed whether a vacuum, or a rewrite, is at work on it or on its table
   */
  public record Relation(
      long oid,
      String schema,
      String name,
      String toast,
      boolean temporary,
      TemporarySession session,
      String owner,
      long sizeBytes,
      Age transactions,
      Age multixacts,
      boolean vacuumed) {}

  /**
   * An age and when autovacuum acts on it.
   *
   * @param age how many IDs ago
   * @param max the lower of the server's freeze max age and the relation's own
   */
  public record Age(long age, long max) {}

  /**
   * Whose temporary tables some are.
   *
   * @param pid of the backend
   * @param role that it runs as; null where hidden
   * @param started backend_start as text; null where hidden
   */
  public record TemporarySession(int pid, String role, String started) {}
}
