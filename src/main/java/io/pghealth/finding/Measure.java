package io.pghealth.finding;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the subject of a finding costs, as measured in one cycle.
 *
 * @param at when
 * @param bytes of the index or the table; null where that is not what it is about, or not known
 * @param writesPerDay rows written to the table; null where not known
 * @param statements that would gain by the fix, at most {@value #MOST}
 */
public record Measure(Instant at, Long bytes, Long writesPerDay, List<Statement> statements) {
  /** Statements that are kept. */
  public static final int MOST = 5;

  /** Copies the list, no more than the bound. */
  public Measure {
    statements = statements == null ? List.of() : statements.stream().limit(MOST).toList();
  }

  /**
   * What a call costs.
   *
   * @param queryId as in a finding
   * @param from when the calls began to be counted
   * @param to when they were read
   * @param calls how many
   * @param blocks hit and read, per call
   * @param millis execution time per call
   */
  public record Statement(
      String queryId, Instant from, Instant to, long calls, double blocks, double millis) {}

  /** This one, and what only an older one knows. */
  Measure over(Measure older) {
    return older == null
        ? this
        : new Measure(
            at,
            bytes == null ? older.bytes : bytes,
            writesPerDay == null ? older.writesPerDay : writesPerDay,
            Stream.concat(
                    statements.stream(),
                    older.statements.stream()
                        .filter(o ->
                            statements.stream().noneMatch(s -> s.queryId().equals(o.queryId()))))
                .toList());
  }
}
