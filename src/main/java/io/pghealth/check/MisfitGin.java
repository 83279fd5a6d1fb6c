package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFit;
import io.pghealth.snapshot.IndexFit.Pending;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GIN indexes whose pending list nobody merges: VACUUM and autovacuum's ANALYZE do, and inserts
 * once it is longer than gin_pending_list_limit (ginfast.c).
 */
record MisfitGin(Facts facts, TableFacts tables, IndexFit fit, Doubts doubts) {
  /** Bytes of a list that a search reads in no noticeable time. */
  private static final long SHORT = 256 << 10;

  private static final Set<String> OFF =
      Set.of("off", "of", "false", "fals", "fal", "fa", "f", "no", "n", "0");

  List<Finding> judge(IndexUnit unit, long minSize) {
    List<Finding> findings = new ArrayList<>();
    for (Index index : unit.leaves()) {
      if (index.sizeBytes() >= minSize && fastUpdate(index) && neverMerged(index)) {
        judge(index).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> judge(Index index) {
    ObjectRef reference = ObjectRef.index(index.schema(), index.name(), index.table());
    Collected.Unknown<Map<Long, Pending>> missing = fit.pending().missing();
    if (missing != null) {
      doubts.of(reference, missing.reason(), missing.remedy());
      return Optional.empty();
    }
    Pending pending = fit.pending().toOptional().orElseThrow().get(index.oid());
    if (pending == null) {
      doubts.of(reference, Doubts.LOCKED, Doubts.UNLOCK);
      return Optional.empty();
    }
    return pending.bytes() < SHORT
        ? Optional.empty()
        : Optional.of(finding(index, reference, pending));
  }

  private Finding finding(Index index, ObjectRef reference, Pending pending) {
    String name = Identifiers.quote(index.schema(), index.name());
    return Finding.of(MisfitIndex.NAME, Severity.LOW, Confidence.MEDIUM)
        .database(facts.database().name())
        .object(reference)
        .message(
            "GIN index "
                + index.name()
                + " on "
                + index.schema()
                + "."
                + index.table()
                + " has a pending list of "
                + Amounts.bytes(pending.bytes())
                + ", and nobody merges it: autovacuum is off for the table, and no VACUUM was"
                + " counted")
        .evidence("pending list", Amounts.bytes(pending.bytes()))
        .evidence("rows in it", Amounts.count(pending.tuples()))
        .evidence("autovacuum", fit.autovacuum() ? "off for the table" : "off on the server")
        .impact("every search through the index reads the whole list")
        .fix(
            new Fix(
                // regclass reads no U&"…", which a name with control characters is written as.
                name.contains("U&\"")
                    ? List.of()
                    : List.of(
                        "SELECT pg_catalog.gin_clean_pending_list("
                            + Identifiers.literal(name)
                            + "::pg_catalog.regclass)"),
                "gin_clean_pending_list merges the list once, run by the index's owner. That it stays short needs"
                    + " autovacuum, a VACUUM now and then, or fastupdate = off."))
        .build();
  }

  private boolean fastUpdate(Index index) {
    return facts
        .database()
        .of(IndexIdentity.class)
        .toOptional()
        .flatMap(i -> i.of(index.oid()))
        .map(i ->
            i.options().stream()
                .noneMatch(o -> o.startsWith("fastupdate=") && off(o.substring(11))))
        .orElse(false);
  }

  private boolean neverMerged(Index index) {
    Table table = tables.tables().get(index.tableOid());
    Optional<TableActivity> activity = facts.database().of(TableActivity.class).toOptional();
    if (table == null || activity.isEmpty()) {
      return false;
    }
    boolean disabled =
        !fit.autovacuum() || off(table.options().getOrDefault("autovacuum_enabled", "on"));
    Activity counted = activity.get().tables().get(table.oid());
    return disabled && (counted == null || counted.vacuums() + counted.autovacuums() == 0);
  }

  private static boolean off(String option) {
    return OFF.contains(option.toLowerCase(Locale.ROOT));
  }
}
