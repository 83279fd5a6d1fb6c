package io.pghealth.cycle;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexCollector;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsageCollector;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one database: structure on the primary, counters on every instance. */
final class DatabaseStep {
  private final Target target;
  private final Sessions sessions;
  private final List<InstanceSnapshot> instances;

  DatabaseStep(Target target, Sessions sessions, List<InstanceSnapshot> instances) {
    this.target = target;
    this.sessions = sessions;
    this.instances = instances;
  }

  DatabaseSnapshot read(DatabaseFacts database) {
    Map<Endpoint, Collected<IndexUsage>> usage = new LinkedHashMap<>();
    Collected<IndexFacts> indexes = primary(database, usage);
    for (InstanceSnapshot instance : instances) {
      if (!usage.containsKey(instance.endpoint())) {
        usage.put(instance.endpoint(), replica(instance, database.name()));
      }
    }
    return new DatabaseSnapshot(database.oid(), database.name(), indexes, usage);
  }

  private Collected<IndexFacts> primary(
      DatabaseFacts database, Map<Endpoint, Collected<IndexUsage>> usage) {
    if (!database.mayConnect()) {
      return noConnect(database.name(), usage);
    }
    try (Session session = sessions.open(target.primary(), database.name())) {
      // Counters before structure: an index made in between has none yet and is left alone.
      usage.put(target.primary(), new IndexUsageCollector().collect(session));
      return new IndexCollector().collect(session);
    } catch (SessionException e) {
      usage.put(target.primary(), Collected.unknown(e.getMessage(), Remedy.none()));
      return Collected.unknown(e.getMessage(), Remedy.none());
    }
  }

  private Collected<IndexFacts> noConnect(
      String database, Map<Endpoint, Collected<IndexUsage>> usage) {
    String reason = "the role may not connect";
    Remedy remedy =
        Remedy.sql(
            "GRANT CONNECT ON DATABASE "
                + Identifiers.quote(database)
                + " TO "
                + Identifiers.quote(target.credentials().user())
                + ";");
    for (InstanceSnapshot instance : instances) {
      usage.put(instance.endpoint(), Collected.unknown(reason, remedy));
    }
    return Collected.unknown(reason, remedy);
  }

  private Collected<IndexUsage> replica(InstanceSnapshot instance, String database) {
    Collected.Unknown<?> unreached = instance.facts().missing();
    if (unreached != null) {
      return Collected.unknown(unreached.reason(), unreached.remedy());
    }
    try (Session session = sessions.open(instance.endpoint(), database)) {
      return new IndexUsageCollector().collect(session);
    } catch (SessionException e) {
      return Collected.unknown(e.getMessage(), Remedy.none());
    }
  }

  /** The watched ones of those that the primary lists, by name. */
  static List<DatabaseFacts> watched(Target target, List<DatabaseFacts> databases) {
    return databases.stream()
        .filter(database -> target.databases().accepts(database.name()))
        .sorted(java.util.Comparator.comparing(DatabaseFacts::name))
        .toList();
  }
}
