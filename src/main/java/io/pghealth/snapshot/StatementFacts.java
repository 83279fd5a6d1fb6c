package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * Counters of pg_stat_statements, of one server.
 *
 * @param database where the extension was found: texts are read there
 * @param schema that the extension lives in
 * @param major of the server: query ids of two majors cannot be compared
 * @param statsReset pg_stat_statements_info.stats_reset: another value means other counters; null
 *     where it was never reset
 * @param evictions pg_stat_statements_info.dealloc: times that entries were thrown out for room
 * @param maxEntries pg_stat_statements.max
 * @param hidden entries whose query id the role may not see
 * @param entries the others, EXPLAIN and our own statements among them: only a text tells, and
 *     texts are read for few
 * @param monitor name of the role that read them; null where nobody asks
 * @param planSources what keeps plans of executions in that database, by name and version; none of
 *     it is read
 */
public record StatementFacts(
    String database,
    String schema,
    int major,
    Instant statsReset,
    long evictions,
    int maxEntries,
    int hidden,
    List<Entry> entries,
    String monitor,
    List<String> planSources) {

  /** Read by a role that nobody asks the name of. */
  public StatementFacts(
      String database,
      String schema,
      int major,
      Instant statsReset,
      long evictions,
      int maxEntries,
      int hidden,
      List<Entry> entries) {
    this(
        database,
        schema,
        major,
        statsReset,
        evictions,
        maxEntries,
        hidden,
        entries,
        null,
        List.of());
  }

  /** Copies the lists. */
  public StatementFacts {
    entries = List.copyOf(entries);
    planSources = List.copyOf(planSources);
  }

  /**
   * One entry, cumulative since it was made.
   *
   * @param userId OID of the role that ran it
   * @param role its name; null where it was dropped
   * @param databaseId OID of the database that it ran in
   * @param queryId 64 bits
   * @param topLevel false for a statement inside a function
   * @param calls executions that ended
   * @param rows rows returned or changed
   * @param totalMillis execution time
   * @param meanMillis mean execution time
   * @param stddevMillis standard deviation over the population of the calls
   * @param minMillis shortest
   * @param maxMillis longest
   * @param blocks shared and local blocks, hit and read
   * @param tempBlocks temporary blocks, read and written
   * @param statsSince when the entry was made; null before 17
   * @param work what its executions touched
   */
  public record Entry(
      long userId,
      String role,
      long databaseId,
      long queryId,
      boolean topLevel,
      long calls,
      long rows,
      double totalMillis,
      double meanMillis,
      double stddevMillis,
      double minMillis,
      double maxMillis,
      long blocks,
      long tempBlocks,
      Instant statsSince,
      StatementWork work) {

    /** Of which nobody asks what its executions touched. */
    public Entry(
        long userId,
        String role,
        long databaseId,
        long queryId,
        boolean topLevel,
        long calls,
        long rows,
        double totalMillis,
        double meanMillis,
        double stddevMillis,
        double minMillis,
        double maxMillis,
        long blocks,
        long tempBlocks,
        Instant statsSince) {
      this(
          userId,
          role,
          databaseId,
          queryId,
          topLevel,
          calls,
          rows,
          totalMillis,
          meanMillis,
          stddevMillis,
          minMillis,
          maxMillis,
          blocks,
          tempBlocks,
          statsSince,
          StatementWork.none());
    }
  }
}
