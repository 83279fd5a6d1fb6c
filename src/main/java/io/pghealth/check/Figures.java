package io.pghealth.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Measured numbers as text, in few digits: the last ones change in every cycle and say nothing. */
final class Figures {
  private Figures() {}

  static String rounded(double value, int digits) {
    BigDecimal few = BigDecimal.valueOf(value).round(new MathContext(digits));
    return few.abs().compareTo(BigDecimal.TEN) >= 0
        ? String.format(Locale.ROOT, "%,.0f", few)
        : few.stripTrailingZeros().toPlainString();
  }

  static String millis(double value) {
    return rounded(value, 2) + " ms";
  }

  /**
   * @param share 0 to 1
   */
  static String percent(double share) {
    return share < 0.01 ? "below 1%" : rounded(share * 100, 2) + "%";
  }

  static String time(Instant at) {
    return at == null ? "unknown" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
