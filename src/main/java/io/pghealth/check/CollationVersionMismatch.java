package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.CollationFacts;
import io.pghealth.snapshot.CollationFacts.Index;
import io.pghealth.snapshot.CollationFacts.Stale;
import io.pghealth.snapshot.Floor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collations whose library has another version now than when it was recorded: indexes built before
 * may be in an order that the library no longer has, and then rows are not found and unique keys
 * are not unique, silently.
 */
public final class CollationVersionMismatch implements DatabaseCheck<NoSettings> {
  static final String NAME = "CollationVersionMismatch";

  /** Statements that one finding shows one by one. */
  private static final int MOST_SHOWN = 50;

  private static final int MOST_NAMED = 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(CollationFacts.class);
  }

  @Override
  public Floor floor(NoSettings settings) {
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, NoSettings settings) {
    String database = facts.database().name();
    Doubts doubts = new Doubts(NAME, database);
    Optional<CollationFacts> known = doubts.known(facts.database().of(CollationFacts.class));
    List<Finding> findings =
        known.stream().flatMap(c -> c.stale().stream()).map(s -> finding(database, s)).toList();
    Assessment assessment = doubts.with(findings);
    if (known.isEmpty() || known.get().ofDatabases()) {
      return assessment;
    }
    List<NotAssessed> gaps = new ArrayList<>(assessment.notAssessed());
    gaps.add(
        NotAssessed.partly(
            NAME,
            database,
            "PostgreSQL 14 records no version of the database's own collation",
            Remedy.note(
                "Compare the C library of the image with the one that the indexes were built"
                    + " under; PostgreSQL 15 and later record it.")));
    return new Assessment(NAME, database, findings, gaps);
  }

  private static Finding finding(String database, Stale stale) {
    boolean own = stale.schema() == null;
    boolean harmless = stale.indexes().isEmpty() && !stale.partitions();
    String subject =
        own
            ? "the database's collation " + stale.name()
            : "collation " + stale.schema() + "." + stale.name();
    String indexes = Amounts.count(stale.indexes().size());
    return Finding.of(NAME, harmless ? Severity.LOW : Severity.CRITICAL, Confidence.HIGH)
        .database(database)
        .object(ObjectRef.of(ObjectKind.DATABASE, database))
        .discriminator(own ? null : stale.schema() + "." + stale.name())
        .message(
            subject
                + " was recorded under version "
                + stale.recorded()
                + " of its library, the server now has "
                + stale.actual()
                + ": "
                + (harmless
                    ? "no index and no partition bound rests on it"
                    : indexes
                        + (stale.indexes().size() == 1 ? " index" : " indexes")
                        + " may be in an order that no longer holds"))
        .evidence("recorded version", stale.recorded())
        .evidence("actual version", stale.actual())
        .evidence("indexes", named(stale.indexes()))
        .evidence("bounds of partitions", stale.partitions() ? "rest on it" : "do not rest on it")
        .impact(
            harmless
                ? "warnings when somebody connects"
                : "rows that exist are not found, unique keys can be stored twice; nothing"
                    + " reports it")
        .fix(fix(database, stale))
        .build();
  }

  private static String named(List<Index> indexes) {
    String first =
        indexes.stream()
            .limit(MOST_NAMED)
            .map(i -> i.schema() + "." + i.name())
            .collect(Collectors.joining(", "));
    return indexes.isEmpty()
        ? "none"
        : indexes.size() > MOST_NAMED
            ? first + " and " + (indexes.size() - MOST_NAMED) + " more"
            : first;
  }

  private static Fix fix(String database, Stale stale) {
    List<String> sql = new ArrayList<>();
    List<Index> indexes = stale.indexes();
    if (indexes.size() > MOST_SHOWN) {
      sql.add("REINDEX DATABASE CONCURRENTLY " + Identifiers.quote(database));
      indexes = indexes.stream().filter(Index::exclusion).toList();
    }
    // CONCURRENTLY does not work on an exclusion constraint.
    indexes.forEach(i ->
        sql.add(
            "REINDEX INDEX "
                + (i.exclusion() ? "" : "CONCURRENTLY ")
                + Identifiers.quote(i.schema(), i.name())));
    sql.add(
        stale.schema() == null
            ? "ALTER DATABASE " + Identifiers.quote(database) + " REFRESH COLLATION VERSION"
            : "ALTER COLLATION "
                + Identifiers.quote(stale.schema(), stale.name())
                + " REFRESH VERSION");
    String note =
        "Refresh the version last: it only silences the warning. A rebuild of a unique index fails"
            + " where the same key was stored twice meanwhile; find and merge those rows first."
            + " Statements with CONCURRENTLY do not run inside a transaction block.";
    if (stale.partitions()) {
      note +=
          " Tables are partitioned by this collation: rows may stand in the wrong partition, and"
              + " no rebuild moves them; check them against the partition bounds.";
    }
    return new Fix(sql, note);
  }
}
