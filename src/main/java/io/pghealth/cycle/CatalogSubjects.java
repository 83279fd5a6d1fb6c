package io.pghealth.cycle;

import io.pghealth.finding.Finding;
import io.pghealth.finding.Subjects;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.target.Target;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Looks up in this cycle's facts what has become of a finding's subject. */
final class CatalogSubjects implements Subjects {
  private final Target target;
  private final Snapshot snapshot;
  private final BiPredicate<String, String> uncalled;

  /**
   * @param uncalled whether a statement (database, query id) was not called for 24 hours
   */
  CatalogSubjects(Target target, Snapshot snapshot, BiPredicate<String, String> uncalled) {
    this.target = target;
    this.snapshot = snapshot;
    this.uncalled = uncalled;
  }

  @Override
  public Presence of(Finding finding) {
    Optional<InstanceFacts> server = snapshot.primary().facts().toOptional();
    if (server.isEmpty() || finding.database() == null) {
      return Presence.UNKNOWN;
    }
    boolean listed =
        server.get().databases().stream().anyMatch(d -> d.name().equals(finding.database()));
    if (!target.databases().accepts(finding.database())) {
      return listed ? Presence.DATABASE_UNWATCHED : Presence.DATABASE_DROPPED;
    }
    if (!listed) {
      return Presence.DATABASE_DROPPED;
    }
    if (finding.queryId() != null) {
      return uncalled.test(finding.database(), finding.queryId())
          ? Presence.UNCALLED
          : Presence.PRESENT;
    }
    return snapshot
        .database(finding.database())
        .flatMap(database -> object(finding, database))
        .orElse(Presence.UNKNOWN);
  }

  private static Optional<Presence> object(Finding finding, DatabaseSnapshot database) {
    if (finding.object() == null) {
      return Optional.empty();
    }
    return switch (finding.object().kind()) {
      case INDEX ->
          database
              .indexes()
              .toOptional()
              .map(facts -> listed(finding, facts) ? Presence.PRESENT : Presence.DROPPED);
      case TABLE -> table(database, finding.object().schema(), finding.object().name());
      case COLUMN, CONSTRAINT ->
          // Of one that is not there any more on a table that is, its check no longer says
          // anything.
          table(database, finding.object().schema(), finding.object().table())
              .filter(Presence.DROPPED::equals);
      default -> Optional.empty();
    };
  }

  private static Optional<Presence> table(DatabaseSnapshot database, String schema, String name) {
    if (schema.startsWith("pg_")) {
      // Catalogs and temporary tables are not among them.
      return Optional.empty();
    }
    return database
        .facts()
        .find(TableFacts.class)
        .map(TableFacts::tables)
        .map(tables ->
            tables.values().stream()
                    .anyMatch(t -> t.name().equals(name) && t.schema().equals(schema))
                ? Presence.PRESENT
                : Presence.DROPPED);
  }

  private static boolean listed(Finding finding, IndexFacts facts) {
    String schema = finding.object().schema();
    String name = finding.object().name();
    return facts.indexes().values().stream()
            .anyMatch(i -> i.name().equals(name) && i.schema().equals(schema))
        || facts.locked().stream()
            .anyMatch(l -> l.name().equals(name) && l.schema().equals(schema));
  }
}
