package io.pghealth.check;

import io.pghealth.finding.Severity;
import io.pghealth.postgres.ServerVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of PostgreSQL's releases, as of November 2026.
 *
 * @param ends last day of support by major (https://www.postgresql.org/support/versioning/)
 * @param all faults that lose or corrupt data, by the release that mends them (the release notes of
 *     each, https://www.postgresql.org/docs/release/)
 */
record Releases(Map<Integer, LocalDate> ends, List<Fault> all) {

  /**
   * A fault of every earlier minor of a major.
   *
   * @param fixedIn first release without it
   * @param severity how bad
   * @param what may happen, with no full stop
   */
  record Fault(ServerVersion fixedIn, Severity severity, String what) {}

  static Releases known() {
    String hot = "pruning can tie an updated row to another row's index entry";
    String concurrently =
        "CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY can leave rows out of the index";
    String brin = "BRIN indexes can forget that a range holds NULLs";
    String several = "some kinds of index can give wrong results";
    return new Releases(
        Map.of(
            14, LocalDate.of(2026, 11, 12),
            15, LocalDate.of(2027, 11, 11),
            16, LocalDate.of(2028, 11, 9),
            17, LocalDate.of(2029, 11, 8),
            18, LocalDate.of(2030, 11, 14)),
        List.of(
            fault(14, 2, Severity.CRITICAL, hot),
            fault(14, 4, Severity.CRITICAL, concurrently),
            fault(14, 9, Severity.MEDIUM, brin),
            fault(15, 4, Severity.MEDIUM, brin),
            fault(14, 10, Severity.MEDIUM, several),
            fault(15, 5, Severity.MEDIUM, several),
            fault(16, 1, Severity.MEDIUM, several)));
  }

  private static Fault fault(int major, int minor, Severity severity, String what) {
    return new Fault(new ServerVersion(major * 10_000 + minor), severity, what);
  }

  /** Last day of support; empty for a major that is not known. */
  Optional<LocalDate> endOfSupport(int major) {
    return Optional.ofNullable(ends.get(major));
  }

  /** Faults of a version, oldest first. */
  List<Fault> faults(ServerVersion version) {
    return all.stream()
        .filter(f -> f.fixedIn().major() == version.major() && version.compareTo(f.fixedIn()) < 0)
        .toList();
  }
}
