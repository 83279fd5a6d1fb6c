package io.pghealth.cycle;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Collectors;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.IndexCollector;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsageCollector;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Scope;
import io.pghealth.snapshot.ScopeCollector;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads one database: structure on the primary, counters on every instance. */
final class DatabaseStep {
  private final Target target;
  private final Sessions sessions;
  private final List<InstanceSnapshot> instances;
  private final Set<Class<?>> needs;
  private final Function<String, ScopeCollector> scopes;

  /**
   * @param needs types of further facts that are asked for
   * @param scopes which tables they are asked of, by database
   */
  DatabaseStep(
      Target target,
      Sessions sessions,
      List<InstanceSnapshot> instances,
      Set<Class<?>> needs,
      Function<String, ScopeCollector> scopes) {
    this.target = target;
    this.sessions = sessions;
    this.instances = instances;
    this.needs = needs;
    this.scopes = scopes;
  }

  DatabaseSnapshot read(DatabaseFacts database) {
    if (!database.mayConnect()) {
      return unknown(
          database,
          "the role may not connect",
          Remedy.sql(
              "GRANT CONNECT ON DATABASE "
                  + Identifiers.quote(database.name())
                  + " TO "
                  + Identifiers.quote(target.credentials().user())));
    }
    try (Session session = sessions.open(target.primary(), database.name())) {
      Scope scope = scopes.apply(database.name()).collect(session);
      Map<Endpoint, Collected<IndexUsage>> usage = new LinkedHashMap<>();
      for (InstanceSnapshot instance : instances.subList(1, instances.size())) {
        usage.put(instance.endpoint(), replica(instance, database.name(), scope));
      }
      // Counters before structure: an index made in between has none yet and is left alone.
      usage.put(target.primary(), new IndexUsageCollector(scope).collect(session));
      return new DatabaseSnapshot(
          database.oid(),
          database.name(),
          new IndexCollector(scope).collect(session),
          usage,
          Gathered.by(Collectors.ofDatabases(scope), needs, session));
    } catch (SessionException e) {
      return unknown(database, e.getMessage(), Remedy.none());
    }
  }

  private DatabaseSnapshot unknown(DatabaseFacts database, String reason, Remedy remedy) {
    Map<Endpoint, Collected<IndexUsage>> usage = new LinkedHashMap<>();
    instances.forEach(i -> usage.put(i.endpoint(), Collected.unknown(reason, remedy)));
    return new DatabaseSnapshot(
        database.oid(),
        database.name(),
        Collected.unknown(reason, remedy),
        usage,
        Gathered.unknown(needs, reason, remedy));
  }

  private Collected<IndexUsage> replica(InstanceSnapshot instance, String database, Scope scope) {
    Collected.Unknown<?> unreached = instance.facts().missing();
    if (unreached != null) {
      return Collected.unknown(unreached.reason(), unreached.remedy());
    }
    try (Session session = sessions.open(instance.endpoint(), database)) {
      return new IndexUsageCollector(scope).collect(session);
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
