package io.pghealth.bloat;

import io.pghealth.finding.Confidence;
import io.pghealth.postgres.Remedy;

/** How large an index would be after REINDEX. */
public sealed interface RebuiltSize {

  /**
   * Estimated from catalogs and statistics. It may exceed the present size.
   *
   * @param bytes of the main fork
   * @param confidence low: no verdict may rest on it
   * @param doubt what keeps it from being higher; null where it is high
   * @param remedy what would help; {@link Remedy#none} where nothing does
   */
  record Estimated(long bytes, Confidence confidence, String doubt, Remedy remedy)
      implements RebuiltSize {}

  /**
   * There is no estimate.
   *
   * @param reason one phrase
   * @param remedy what unlocks it
   */
  record NotEstimated(String reason, Remedy remedy) implements RebuiltSize {}
}
