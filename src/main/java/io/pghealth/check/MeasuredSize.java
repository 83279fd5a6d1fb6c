package io.pghealth.check;

import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.snapshot.BloatMeasurement.Measured;
import java.time.Instant;
import java.util.List;

/** What a measurement says of the size after a rebuild; see {@link Bloat} for the formula. */
public final class MeasuredSize {
  private MeasuredSize() {}

  /**
   * Size in bytes after a rebuild.
   *
   * @param measured by pgstatindex
   * @param fillfactor percent
   */
  public static long rebuiltBytes(Measured measured, int fillfactor) {
    IndexBloatEvidence evidence =
        new IndexBloatEvidence(
            0,
            measured.request().indexOid(),
            measured.request().fileNode(),
            Instant.EPOCH,
            measured.request().sizeBytes(),
            0,
            measured.blockSize(),
            measured.pages(),
            null,
            List.of());
    return new Bloat(evidence, fillfactor).rebuiltBytes();
  }
}
