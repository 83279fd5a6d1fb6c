package io.pghealth.api;

/** How values are written in the custom resources, and rules in CEL on them. */
final class Formats {
  /** Same as {@code DurationText.PATTERN}. */
  static final String DURATION = "^([0-9]+(ms|s|m|h|d|w))+$";

  /** Same as {@code SizeText.PATTERN}. */
  static final String SIZE = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$";

  /** The same for CEL, without numbers that overflow when summed as milliseconds. */
  static final String DURATION_IN_CEL = "^([0-9]{1,9}(ms|s|m|h|d|w))+$";

  /** The same inside a CEL string. */
  static final String SIZE_IN_CEL = SIZE.replace("\\", "\\\\");

  static final String DURATION_MESSAGE =
      "write a duration: numbers with ms, s, m, h, d or w, such as 30s, 1h30m or 14d";

  static final String SIZE_MESSAGE =
      "write a size in bytes, or with k, M, G, T, P, Ki, Mi, Gi, Ti or Pi, such as 10Mi";

  /** The name of a Secret or ConfigMap. */
  static final String OBJECT_NAME =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** A key of a Secret or ConfigMap. */
  static final String KEY = "^[-._a-zA-Z0-9]+$";

  /**
   * A CEL expression for the milliseconds of a duration. CEL's own {@code duration()} knows neither
   * d nor w.
   */
  static final String MILLIS =
      "self.findAll('[0-9]{1,9}(ms|s|m|h|d|w)').map(p, p.endsWith('ms') ? int(p.replace('ms', ''))"
          + " : p.endsWith('s') ? int(p.replace('s', '')) * 1000"
          + " : p.endsWith('m') ? int(p.replace('m', '')) * 60000"
          + " : p.endsWith('h') ? int(p.replace('h', '')) * 3600000"
          + " : p.endsWith('d') ? int(p.replace('d', '')) * 86400000"
          + " : int(p.replace('w', '')) * 604800000).sum()";

  private Formats() {}
}
