package io.pghealth.finding;

import java.time.Instant;

/** Measures what findings are about: before something is mended, and once it is. */
public interface Measures {

  /**
   * What a finding's subject costs now.
   *
   * @param since leaves out calls before; null for the newest calls, whenever that was
   * @return null where there is nothing to measure
   */
  Measure of(Finding finding, Instant since);

  /** Both in words, without a full stop; null where there is nothing to compare. */
  String compared(Measure before, Measure after);

  /** Measures nothing. */
  static Measures none() {
    return new Measures() {
      @Override
      public Measure of(Finding finding, Instant since) {
        return null;
      }

      @Override
      public String compared(Measure before, Measure after) {
        return null;
      }
    };
  }
}
