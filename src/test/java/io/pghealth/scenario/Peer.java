package io.pghealth.scenario;

import io.github.mfvanek.pg.connection.PgConnection;
import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.core.checks.common.DatabaseCheckOnHost;
import io.github.mfvanek.pg.core.checks.host.StandardChecksOnHost;
import io.github.mfvanek.pg.model.constraint.ConstraintNameAware;
import io.github.mfvanek.pg.model.context.PgContext;
import io.github.mfvanek.pg.model.dbobject.DbObject;
import io.github.mfvanek.pg.model.index.IndexesAware;
import io.pghealth.testing.PgDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** What pg-index-health says of a scenario, for the checks that both have. */
final class Peer {

  /** Its check by ours. */
  static final Map<String, String> CHECKS =
      Map.of(
          "UnusedIndex", "UNUSED_INDEXES",
          "DuplicateIndex", "DUPLICATED_INDEXES",
          "RedundantIndex", "INTERSECTED_INDEXES",
          "InvalidIndex", "INVALID_INDEXES",
          "MissingForeignKeyIndex", "FOREIGN_KEYS_WITHOUT_INDEX",
          "IndexBloat", "BLOATED_INDEXES",
          "TableBloat", "BLOATED_TABLES",
          "NotValidatedConstraint", "NOT_VALID_CONSTRAINTS",
          "SequenceExhaustion", "SEQUENCE_OVERFLOW",
          "NoPrimaryKey", "TABLES_WITHOUT_PRIMARY_KEY");

  /**
   * How it did.
   *
   * @param right expected objects that it names
   * @param wrong objects that it names though nothing is wrong with them
   * @param missed expected objects that it does not name
   */
  record Result(int right, int wrong, int missed) {}

  private final PgDatabase database;

  Peer(PgDatabase database) {
    this.database = database;
  }

  /**
   * Asks it as superuser, schema by schema, with its own defaults.
   *
   * @param expected names of indexes, tables, constraints or sequences
   */
  Result ask(String check, List<String> expected) {
    Set<String> missing = new HashSet<>(expected);
    int wrong = 0;
    for (Set<String> names : named(CHECKS.get(check))) {
      List<String> met = expected.stream().filter(e -> matches(e, names)).toList();
      if (met.isEmpty()) {
        wrong++;
      }
      met.forEach(missing::remove);
    }
    return new Result(new HashSet<>(expected).size() - missing.size(), wrong, missing.size());
  }

  /** It writes the schema before a name that is not in public. */
  private static boolean matches(String expected, Set<String> names) {
    return names.stream()
        .map(name -> name.replace("\"", ""))
        .anyMatch(name ->
            name.equals(expected.replace("\"", ""))
                || name.endsWith("." + expected.replace("\"", "")));
  }

  private List<Set<String>> named(String check) {
    List<Set<String>> all = new ArrayList<>();
    PGSimpleDataSource source = new PGSimpleDataSource();
    String url = "jdbc:postgresql://" + database.server().endpoint() + "/" + database.name();
    source.setURL(url);
    source.setUser(database.server().superuser().user());
    source.setPassword(database.server().superuser().password());
    PgConnection connection = PgConnectionImpl.ofUrl(source, url);
    List<String> schemas =
        database.column(
            "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <>"
                + " 'information_schema'");
    for (DatabaseCheckOnHost<? extends DbObject> one :
        new StandardChecksOnHost().apply(connection)) {
      if (one.getName().equals(check)) {
        schemas.forEach(schema -> all.addAll(ask(one, schema)));
      }
    }
    return all;
  }

  private static List<Set<String>> ask(
      DatabaseCheckOnHost<? extends DbObject> check, String schema) {
    try {
      return check.check(PgContext.of(schema)).stream().map(Peer::names).toList();
    } catch (RuntimeException e) {
      // What it cannot read it does not find.
      return List.of();
    }
  }

  private static Set<String> names(DbObject object) {
    Set<String> names = new HashSet<>();
    switch (object) {
      case IndexesAware group -> group.getIndexes().forEach(i -> names.add(i.getIndexName()));
      case ConstraintNameAware constraint -> {
        names.add(constraint.getConstraintName());
        names.add(constraint.getTableName());
      }
      default -> names.add(object.getName());
    }
    return names;
  }
}
