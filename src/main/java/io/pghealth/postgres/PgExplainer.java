package io.pghealth.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one guarded place that sends EXPLAIN of foreign text, over a connection of its own.
 *
 * <p>Each statement has one transaction, which ends in ROLLBACK: the text is parsed with PREPARE
 * (nothing is planned and no function runs), what it names is looked at, and only then it is
 * planned. The text with a semicolon never comes here, and the extended protocol refuses a second
 * command besides. Values travel as binds of set_config, and the EXPLAIN reads them from there: no
 * text of ours, in pg_stat_activity, pg_stat_statements or a log, holds one.
 */
final class PgExplainer implements Explainer {
  private static final Sql SETTINGS = new Sql("explain-settings");
  private static final Sql UNTRACKED = new Sql("explain-untracked");
  private static final Sql TYPES = new Sql("explain-types");
  private static final Sql GENERIC = new Sql("explain-generic");
  private static final Sql PLAN = new Sql("explain-plan");
  private static final Sql SCANS = new Sql("explain-scans");
  private static final Sql PENDING = new Sql("explain-pending");
  private static final Sql SET = new Sql("set-local");
  private static final Sql HYPOTHETICAL = new Sql("explain-hypothetical");

  /** What postgresql.conf starts with; a session of ours has a path of its own. */
  private static final String DEFAULT_PATH = "\"$user\", public";

  private static final int GENERIC_PLAN_SINCE = 16;

  private final PgSession session;
  private final String role;
  private final ExplainRole guard;

  /** Indexes whose scans this backend may not have reported yet. */
  private final Set<Long> scanned = new HashSet<>();

  private Refused roleRefusal;
  private boolean roleChecked;

  /**
   * Indexes that are not there could not be forgotten: no plan of this session is to be believed.
   */
  private boolean deluded;

  PgExplainer(PgSession session, String role, List<String> trustedOwners) {
    this.session = session;
    this.role = role;
    this.guard = new ExplainRole(session, trustedOwners);
  }

  @Override
  public Outcome explain(Request request) {
    Refused refused = ExplainText.refusal(request.text());
    if (refused != null) {
      return refused;
    }
    if (request.hypothetical() != null && request.hypothetical().indexOf(';') >= 0) {
      return new Refused(Kind.TEXT, "the index holds a semicolon", Remedy.none());
    }
    if (deluded) {
      return transientRefusal("a hypothetical index could not be forgotten");
    }
    Attempt attempt = new Attempt(request);
    try {
      if (!roleChecked) {
        roleRefusal = guard.refusal();
        roleChecked = true;
      }
      return roleRefusal != null ? roleRefusal : attempt.run();
    } catch (SQLException e) {
      return attempt.failed(e);
    } catch (SessionException e) {
      return transientRefusal(e.getMessage());
    } finally {
      session.rollback();
      attempt.forget();
    }
  }

  private static Refused transientRefusal(String reason) {
    return new Refused(Kind.TRANSIENT, reason, Remedy.none());
  }

  @Override
  public void close() {
    session.close();
  }

  /** One statement, from BEGIN to before ROLLBACK. */
  private final class Attempt {
    private final Request request;
    private final ExplainSettings settings;
    private final String path;
    private ExplainRelations relations = ExplainRelations.none();
    private boolean prepared;
    private String extension;

    Attempt(Request request) {
      this.request = request;
      this.settings = ExplainSettings.chosen(request.settings());
      this.path = settings.searchPath() == null ? DEFAULT_PATH : settings.searchPath();
    }

    Outcome run() throws SQLException, SessionException {
      session.read(UNTRACKED, row -> null);
      session.read(SETTINGS, row -> null, settings.names(), settings.values());
      set("search_path", path);
      execute("PREPARE pghealth AS " + request.text());
      prepared = true;
      set("search_path", "pg_catalog");
      relations = ExplainRelations.read(session);
      Refused refused = relations.refusal();
      return refused != null ? refused : planned();
    }

    private Outcome planned() throws SQLException, SessionException {
      List<String> types = session.read(TYPES, row -> row.getString(1));
      if (request.values() != null && request.values().size() != types.size()) {
        return new Refused(
            Kind.TEXT,
            "the statement has %d parameters, %d values are known"
                .formatted(types.size(), request.values().size()),
            Remedy.none());
      }
      if (types.stream().anyMatch(type -> type.indexOf(';') >= 0)) {
        return new Refused(Kind.TEXT, "a type's name holds a semicolon", Remedy.none());
      }
      if (request.hypothetical() != null) {
        Refused without = believe(request.hypothetical());
        if (without != null) {
          return without;
        }
      }
      Map<Long, Long> before = counts(session.read(PENDING, Count::of, List.copyOf(scanned)));
      String json = plan(types);
      set("search_path", "pg_catalog");
      Map<Long, Long> added = counts(session.read(SCANS, Count::of));
      added.replaceAll((index, scans) -> scans - before.getOrDefault(index, 0L));
      added.values().removeIf(scans -> scans <= 0);
      scanned.addAll(added.keySet());
      return new Explained(json, Map.copyOf(added));
    }

    /** Null where the planner believes in it from now on. */
    private Refused believe(String index) throws SQLException, SessionException {
      List<String> schemas = session.read(HYPOTHETICAL, row -> row.getString(1));
      if (schemas.isEmpty()) {
        return new Refused(Kind.TEXT, "HypoPG is not installed", Remedy.none());
      }
      extension = schemas.getFirst();
      session.read(new Sql("hypothetical-index", extension), row -> row.getString(1), index);
      return null;
    }

    private String plan(List<String> types) throws SQLException, SessionException {
      if (request.values() != null) {
        set("plan_cache_mode", "force_custom_plan");
        for (int i = 0; i < types.size(); i++) {
          if (request.values().get(i) != null) {
            set("pghealth.v" + (i + 1), request.values().get(i));
          }
        }
        return planOf(types, i -> value(i, types.get(i)));
      }
      if (session.version().major() < GENERIC_PLAN_SINCE) {
        set("plan_cache_mode", "force_generic_plan");
        return planOf(types, i -> "NULL");
      }
      set("pghealth.statement", request.text());
      set("search_path", path);
      execute(GENERIC.text(session.version()));
      return session.read(PLAN, row -> row.getString(1)).getFirst();
    }

    private String value(int i, String type) {
      String text =
          request.values().get(i) == null
              ? "NULL"
              : "pg_catalog.current_setting('pghealth.v" + (i + 1) + "')";
      return text + "::" + type;
    }

    private String planOf(List<String> types, IntFunction<String> argument)
        throws SQLException, SessionException {
      String arguments =
          IntStream.range(0, types.size()).mapToObj(argument).collect(Collectors.joining(", "));
      set("search_path", path);
      return execute(
          "EXPLAIN (FORMAT JSON) EXECUTE pghealth"
              + (types.isEmpty() ? "" : "(" + arguments + ")"));
    }

    private void set(String name, String value) throws SQLException, SessionException {
      session.read(SET, row -> null, name, value);
    }

    /** What the server said stays here: it holds the statement's text. */
    Refused failed(SQLException e) {
      String state = e.getSQLState();
      if ("42501".equals(state)) {
        return relations.forbidden(role);
      }
      if (state != null && state.startsWith("42") && !MAY_COME_BACK.contains(state)) {
        return new Refused(
            Kind.TEXT, "the server cannot read it (SQLSTATE " + state + ")", Remedy.none());
      }
      return transientRefusal(Failures.running(e).getMessage());
    }

    /** ROLLBACK keeps what HypoPG made. */
    private void forgetIndex() {
      if (extension == null) {
        return;
      }
      try {
        session.read(new Sql("hypothetical-reset", extension), row -> null);
      } catch (SQLException | SessionException e) {
        deluded = true;
      } finally {
        session.rollback();
      }
    }

    /** ROLLBACK keeps prepared statements. */
    void forget() {
      forgetIndex();
      if (!prepared) {
        return;
      }
      try {
        execute("DEALLOCATE pghealth");
      } catch (SQLException ignored) {
        // Only a broken connection forgets before it is told to.
      } finally {
        session.rollback();
      }
    }
  }

  /** Relations, columns, functions, types and schemas that may exist again tomorrow. */
  private static final Set<String> MAY_COME_BACK = Set.of("42P01", "42703", "42883", "42704");

  private record Count(long index, long scans) {
    static Count of(ResultSet row) throws SQLException {
      return new Count(row.getLong(1), row.getLong("scans"));
    }
  }

  private static Map<Long, Long> counts(List<Count> rows) {
    Map<Long, Long> counts = new HashMap<>();
    rows.forEach(count -> counts.put(count.index, count.scans));
    return counts;
  }

  /** Sends one command as it is: braces and question marks are the statement's own. */
  private String execute(String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.setEscapeProcessing(false);
      if (!statement.execute(sql)) {
        return null;
      }
      StringBuilder text = new StringBuilder();
      try (ResultSet rows = session.text().rows(statement.getResultSet())) {
        while (rows.next()) {
          text.append(rows.getString(1));
        }
      }
      return text.toString();
    }
  }
}
