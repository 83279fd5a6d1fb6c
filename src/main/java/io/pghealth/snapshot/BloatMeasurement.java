package io.pghealth.snapshot;

import java.time.Duration;

/** What came of measuring one index. */
public sealed interface BloatMeasurement {

  /** What was to be measured. */
  BloatRequest request();

  /**
   * What pgstatindex says (contrib/pgstattuple/pgstatindex.c).
   *
   * @param request what was to be measured
   * @param pages how many pages of what kind
   * @param blockSize bytes of a page
   * @param took how long the server needed
   */
  record Measured(BloatRequest request, BloatPages pages, int blockSize, Duration took)
      implements BloatMeasurement {}

  /**
   * It could not be measured.
   *
   * @param request what was to be measured
   * @param reason one phrase
   * @param tooSlow whether statementTimeout ended it: it was read no faster than size by timeout
   * @param took how long was tried
   */
  record Failed(BloatRequest request, String reason, boolean tooSlow, Duration took)
      implements BloatMeasurement {}
}
