package io.pghealth.check;

import io.pghealth.finding.AppliedFix;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.plan.FlipCauses;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of the catalog that is the fix of a finding of ours.
 *
 * @param fix that was applied
 * @param change that it is
 */
record AppliedChange(AppliedFix fix, CatalogChange change) {

  /**
   * The fix that is the likeliest cause of another plan; empty where none is. A finding whose
   * object is gone in this very cycle is still open: its fix counts as well.
   */
  static Optional<AppliedChange> causing(
      FlipCauses causes, LedgerState ledger, String database, Instant now) {
    if (causes.likeliest() == null) {
      return Optional.empty();
    }
    Kind likeliest = causes.likeliest().kind();
    return Stream.concat(ledger.fixes().stream(), ledger.entries().stream().map(e -> still(e, now)))
        .filter(f -> database.equals(f.finding().database()))
        .filter(f -> !f.finding().check().equals(FixRegressed.NAME))
        .filter(f -> AppliedFix.reversible(f.finding()))
        .flatMap(f ->
            causes.changes().stream()
                .filter(c -> c.kind() == likeliest)
                .filter(c -> is(c, f))
                .map(c -> new AppliedChange(f, c)))
        // Two checks may have named one index: one cause is one finding, and always the same.
        .min(
            Comparator.comparing((AppliedChange a) -> a.fix().finding().fingerprint())
                .thenComparing(a -> a.change().until()));
  }

  private static AppliedFix still(LedgerEntry entry, Instant now) {
    return new AppliedFix(entry.finding(), entry.firstSeen(), now);
  }

  private static boolean is(CatalogChange change, AppliedFix fix) {
    boolean then =
        !second(change.after()).isAfter(second(fix.at()))
            && !second(change.until()).isBefore(second(fix.after()));
    return then
        && switch (change.kind()) {
          // With a column of it, nothing brings it back.
          case INDEX_DROPPED ->
              change.detail() == null && drops(fix.finding().fix(), change.index());
          case INDEX_CREATED -> drops(fix.finding().undo(), change.index());
          default -> false;
        };
  }

  /** The ledger counts in seconds. */
  private static Instant second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean drops(Fix fix, CauseFacts.Index index) {
    String name = " " + Identifiers.quote(index.schema(), index.name());
    return fix.sql().stream().anyMatch(s -> s.startsWith("DROP INDEX ") && s.endsWith(name));
  }

  /**
   * The finding that the fix of an advice did harm when it was applied before; empty where it did
   * none, or was not seen to. It is open still in the cycle that sees the undo.
   */
  static Optional<Finding> harmOf(Finding advice, LedgerState ledger) {
    String harm = fingerprint(advice.database(), advice.object(), advice.fingerprint());
    return Stream.concat(
            ledger.entries().stream().map(LedgerEntry::finding),
            ledger.fixes().stream().map(AppliedFix::finding))
        .filter(f -> f.fingerprint().equals(harm))
        .reduce((_, last) -> last);
  }

  /** What the finding about it begins with. */
  Finding.Builder finding(String database, Severity severity, Confidence confidence) {
    return finding(database, table(), fix.finding().fingerprint(), severity, confidence);
  }

  /** Of the finding about it. */
  String fingerprint(String database) {
    return fingerprint(database, table(), fix.finding().fingerprint());
  }

  private ObjectRef table() {
    return ObjectRef.table(change.table().schema(), change.table().name());
  }

  private static Finding.Builder finding(
      String database, ObjectRef table, String advice, Severity severity, Confidence confidence) {
    return Finding.of(FixRegressed.NAME, severity, confidence)
        .database(database)
        .object(table)
        .discriminator(advice);
  }

  private static String fingerprint(String database, ObjectRef table, String advice) {
    return finding(database, table, advice, Severity.INFO, Confidence.LOW)
        .message("")
        .build()
        .fingerprint();
  }
}
