package io.pghealth.snapshot;

/** What came of measuring one table. */
public sealed interface TableMeasurement {

  /** What was to be measured. */
  Request request();

  /**
   * One table to measure.
   *
   * @param tableOid of the table
   * @param fileNode of its file, to tell a rewritten one
   * @param sizeBytes its size, which is what is charged to the budget
   */
  record Request(long tableOid, long fileNode, long sizeBytes) {}

  /**
   * What pgstattuple_approx says (contrib/pgstattuple/pgstatapprox.c).
   *
   * @param request what was to be measured
   * @param sizeBytes table_len
   * @param tuples approx_tuple_count: live rows
   * @param freeBytes approx_free_space, as recorded for all-visible pages, as counted for others
   * @param deadTuples dead_tuple_count, on pages that are not all-visible
   * @param deadBytes dead_tuple_len, without line pointers
   * @param blockSize bytes of a page
   */
  record Measured(
      Request request,
      long sizeBytes,
      long tuples,
      long freeBytes,
      long deadTuples,
      long deadBytes,
      int blockSize)
      implements TableMeasurement {}

  /**
   * It could not be measured.
   *
   * @param request what was to be measured
   * @param reason one phrase
   */
  record Failed(Request request, String reason) implements TableMeasurement {}
}
