package io.pghealth.api;

/**
 * Bounds of the custom resources' strings (Unicode code points) and lists. One value over its bound
 * makes the API server refuse the whole object, so publishers shorten to the same numbers.
 */
public final class Bounds {
  /** Prose: messages, reasons, notes. */
  public static final int PROSE = 1_024;

  /** Names of objects and databases; 63 bytes each, longer when control characters are escaped. */
  public static final int NAME = 512;

  /** Names from a fixed set: checks, severities, reasons, query ids, version numbers. */
  public static final int WORD = 128;

  /** One SQL statement; longer ones are left out whole. */
  public static final int SQL = 8_192;

  /** SQL statements of one fix, undo or remedy. */
  public static final int SQL_STATEMENTS = 16;

  /** Pieces of evidence of one finding. */
  public static final int EVIDENCE = 48;

  /** One piece of evidence. */
  public static final int EVIDENCE_VALUE = 2_048;

  /** Query ids that a finding names. */
  public static final int STATEMENTS = 32;

  /** Findings, and things not assessed, in the status of a monitor. */
  public static final int STATUS_FINDINGS = 50;

  /** Findings, and things not assessed, in a report. */
  public static final int REPORT_FINDINGS = 500;

  /** Transitions that a monitor's status remembers. */
  public static final int TRANSITIONS = 20;

  /** Instances of one monitor: the primary and its replicas. */
  public static final int INSTANCES = 33;

  /** Characters of base64 in one state object; HistoryCodec.MAX_BYTES fill four of them. */
  public static final int STATE_DATA = 524_288;

  private Bounds() {}
}
