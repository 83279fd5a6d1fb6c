package io.pghealth.snapshot;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexFit.BrinReads;
import io.pghealth.snapshot.IndexFit.Contained;
import io.pghealth.snapshot.IndexFit.Pending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link IndexFit} of the session's database, in at most five statements. */
public final class IndexFitCollector implements Collector<IndexFit> {

  @Override
  public Class<IndexFit> facts() {
    return IndexFit.class;
  }

  private record Measure(
      String schema, boolean allowed, String role, boolean autovacuum, boolean available) {}

  @Override
  public Collected<IndexFit> collect(Session session) {
    try {
      Map<Long, BrinReads> brin = new HashMap<>();
      session.query(
          new Sql("brin-reads"),
          row ->
              brin.put(
                  row.getLong("oid"),
                  new BrinReads(
                      row.getLong("scans"), row.getLong("pages_read"), row.getLong("pages"))));
      Measure measure =
          session
              .query(
                  new Sql("pgstatginindex"),
                  row ->
                      new Measure(
                          row.getString("schema"),
                          row.getBoolean("allowed"),
                          row.getString("role"),
                          row.getString("autovacuum").equals("on"),
                          row.getBoolean("available")))
              .getFirst();
      return Collected.known(
          new IndexFit(brin, pending(session, measure), measure.autovacuum(), contained(session)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Collected<Map<Long, Pending>> pending(Session session, Measure measure) {
    if (measure.schema() == null) {
      return Collected.unknown(
          "pending lists cannot be measured: pgstattuple is not installed in this database",
          measure.available()
              ? Remedy.sql("CREATE EXTENSION pgstattuple")
              : Remedy.note("Install the server's contrib package, then create pgstattuple."));
    }
    if (!measure.allowed()) {
      String schema = Identifiers.quote(measure.schema());
      String role = Identifiers.quote(measure.role());
      return Collected.unknown(
          "pending lists cannot be measured: the role may not execute pgstatginindex",
          Remedy.sql(
              "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
              "GRANT EXECUTE ON FUNCTION " + schema + ".pgstatginindex(regclass) TO " + role));
    }
    try {
      Map<Long, Pending> pending = new HashMap<>();
      session.query(
          new Sql("gin-pending", measure.schema()),
          row ->
              pending.put(
                  row.getLong("oid"), new Pending(row.getLong("bytes"), row.getLong("tuples"))));
      return Collected.known(pending);
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  /** Without the extension here, or the right to see texts, there is no such evidence. */
  private static Map<Long, Contained> contained(Session session) {
    Map<Long, Contained> contained = new HashMap<>();
    try {
      List<String> schemas =
          session.query(
              new Sql("statement-extension"),
              row ->
                  row.getBoolean("usable") && row.getObject("max_entries") != null
                      ? row.getString("schema")
                      : "");
      if (!schemas.isEmpty() && !schemas.getFirst().isEmpty()) {
        session.query(
            new Sql("containment", schemas.getFirst()),
            row ->
                contained.put(
                    row.getLong("oid"),
                    new Contained(
                        IndexCollector.list(row, "statements", Long.class),
                        row.getLong("calls"),
                        row.getString("intarray"))));
      }
    } catch (SessionException e) {
      return Map.of();
    }
    return contained;
  }
}
