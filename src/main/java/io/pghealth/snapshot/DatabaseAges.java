package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;

/**
 * How old every database of an instance is, and which multixact ID comes next.
 *
 * @param databases all that autovacuum looks after, templates among them, by name
 * @param nextMultixact 32 bits; begins anew after the last
 * @param standby whether it is in recovery: vacuums run on its primary and are not seen here
 */
public record DatabaseAges(List<Database> databases, long nextMultixact, boolean standby)
    implements Measured {
  /** Name of the measure of used up multixact IDs. */
  public static final String NEXT_MULTIXACT = "next multixact";

  /** Copies the list. */
  public DatabaseAges {
    databases = List.copyOf(databases);
  }

  @Override
  public Map<String, Long> measures() {
    return Map.of(NEXT_MULTIXACT, nextMultixact);
  }

  /**
   * A row of pg_database.
   *
   * @param name of it
   * @param allowsConnections datallowconn; autovacuum does not ask for it
   * @param transactions age of datfrozenxid
   * @param multixacts age of datminmxid
   * @param vacuumed whether a vacuum, or a rewrite, is at work in it
   */
  public record Database(
      String name,
      boolean allowsConnections,
      long transactions,
      long multixacts,
      boolean vacuumed) {}
}
