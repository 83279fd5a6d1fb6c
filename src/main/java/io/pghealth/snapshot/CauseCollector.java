package io.pghealth.snapshot;

import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what the plans of one database depend on, for the relations of given names only. */
public final class CauseCollector {
  /** Settings of the safety contract's short list that no pattern in the SQL covers. */
  private static final List<String> SETTINGS =
      List.of(
          "work_mem",
          "effective_cache_size",
          "hash_mem_multiplier",
          "default_statistics_target",
          "plan_cache_mode",
          "max_parallel_workers_per_gather",
          "search_path",
          "server_version");

  private static final Pattern SHORT_LIST =
      Pattern.compile(
          "enable_\\w+|\\w+_cost|jit\\w*|geqo\\w*|\\w+_collapse_limit|"
              + String.join("|", SETTINGS));

  private record Named(long oid, CauseFacts.Relation relation) {}

  private record Indexed(long relation, CauseFacts.Index index) {}

  /**
   * Reads relations of these names in any schema, and the settings. Unknown where the server
   * refuses.
   *
   * @param names relation names without schema
   */
  public Collected<CauseFacts> collect(Session session, Collection<String> names) {
    try {
      List<CauseFacts.Setting> settings =
          session.query(new Sql("plan-settings"), CauseCollector::setting, SETTINGS).stream()
              .filter(setting -> SHORT_LIST.matcher(setting.name()).matches())
              .toList();
      return Collected.known(
          new CauseFacts(names.isEmpty() ? List.of() : relations(session, names), settings));
    } catch (SessionException e) {
      return Collected.unknown("catalog not read: " + e.getMessage(), Remedy.none());
    }
  }

  private static List<CauseFacts.Relation> relations(Session session, Collection<String> names)
      throws SessionException {
    List<Named> named =
        session.query(new Sql("plan-relations"), CauseCollector::relation, List.copyOf(names));
    List<Long> readable =
        named.stream().filter(n -> !n.relation().locked()).map(Named::oid).toList();
    Map<Long, List<CauseFacts.Index>> indexes =
        readable.isEmpty()
            ? Map.of()
            : session.query(new Sql("plan-indexes"), CauseCollector::index, readable).stream()
                .collect(
                    Collectors.groupingBy(
                        Indexed::relation,
                        Collectors.mapping(Indexed::index, Collectors.toList())));
    return named.stream()
        .map(n -> n.relation().with(indexes.getOrDefault(n.oid(), List.of())))
        .toList();
  }

  private static Named relation(ResultSet row) throws SQLException {
    Instant analyzed = StatementCollector.instant(row, "analyzed");
    return new Named(
        row.getLong("oid"),
        new CauseFacts.Relation(
            row.getString("schema"),
            row.getString("name"),
            row.getString("root_schema"),
            row.getString("root_name"),
            analyzed,
            row.getBoolean("locked"),
            List.of(),
            row.getDouble("rows") < 0 ? null : (Double) row.getDouble("rows"),
            texts(row, "columns"),
            statistics(row),
            row.getString("partitioning"),
            row.getObject("modified", Long.class)));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static List<CauseFacts.Statistics> statistics(ResultSet row) throws SQLException {
    List<String> schemas = texts(row, "statistics_schemas");
    List<String> names = texts(row, "statistics_names");
    List<String> definitions = texts(row, "statistics_definitions");
    return IntStream.range(0, names.size())
        .mapToObj(i -> new CauseFacts.Statistics(schemas.get(i), names.get(i), definitions.get(i)))
        .toList();
  }

  private static Indexed index(ResultSet row) throws SQLException {
    String create = row.getString("definition");
    String definition = CauseFacts.Index.definition(create, row.getBoolean("has_options"));
    return new Indexed(
        row.getLong("relation"),
        new CauseFacts.Index(
            row.getString("schema"),
            row.getString("name"),
            definition,
            create,
            row.getString("constraint_name"),
            row.getString("constraint_type"),
            row.getString("tablespace"),
            row.getBoolean("partitioned"),
            row.getBoolean("valid")));
  }

  private static CauseFacts.Setting setting(ResultSet row) throws SQLException {
    return new CauseFacts.Setting(
        CauseFacts.Scope.valueOf(row.getString("scope")),
        row.getString("role"),
        row.getString("name"),
        row.getString("value"));
  }
}
