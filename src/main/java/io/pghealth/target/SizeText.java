package io.pghealth.target;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Kubernetes writes quantities, such as {@code 1Mi}. */
public final class SizeText {
  /** What a size looks like; the same pattern stands in the custom resources' schema. */
  public static final String PATTERN = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$";

  private static final Pattern PARTS =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40,
          "Pi",
          1L << 50,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L,
          "T",
          1_000_000_000_000L,
          "P",
          1_000_000_000_000_000L);

  private SizeText() {}

  /**
   * Reads a size in bytes; a fraction of a byte is dropped.
   *
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  public static long parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a size; write bytes with Ki, Mi, Gi or Ti, such as 10Mi");
    }
    long unit = parts.group(2) == null ? 1 : UNITS.get(parts.group(2));
    BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(1L << 60)) > 0) {
      throw new IllegalArgumentException("\"" + text + "\" is too large; at most 1024Pi");
    }
    return bytes.longValue();
  }

  /** Bytes for people, such as {@code 12.5 MiB}. */
  public static String show(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
