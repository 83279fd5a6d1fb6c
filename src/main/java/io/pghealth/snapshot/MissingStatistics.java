package io.pghealth.snapshot;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Says why a row of statistics is not there: to be hidden is not to be missing. */
final class MissingStatistics {
  /** What the remedy for a missing privilege opens beyond what we need. */
  private static final String SHOWS =
      "It shows the role sample values of every column of this database.";

  private MissingStatistics() {}

  static <T> Collected<T> ofColumn(ResultSet row) throws SQLException {
    boolean expression = row.getLong("oid") != row.getLong("table_oid");
    if (!row.getBoolean("readable")) {
      // No GRANT exists on an index.
      return expression
          ? Collected.unknown(
              "statistics of an indexed expression are hidden from the role",
              catalog(row, "pg_statistic"))
          : Collected.unknown(
              "statistics are hidden: the role may not SELECT the column",
              Remedy.sql(
                  "GRANT SELECT ("
                      + Identifiers.quote(row.getString("name"))
                      + ") ON "
                      + table(row, "schema")
                      + " TO "
                      + Identifiers.quote(row.getString("role"))
                      + ";"));
    }
    if (row.getBoolean("row_security")) {
      return Collected.unknown(
          "statistics are hidden by row-level security", catalog(row, "pg_statistic"));
    }
    if (row.getInt("target") == 0) {
      return Collected.unknown(
          "the column's statistics target is 0",
          Remedy.note("Set a statistics target other than 0, and ANALYZE the table."));
    }
    return neverAnalysed(row, "schema");
  }

  static <T> Collected<T> ofObject(ResultSet row) throws SQLException {
    return row.getBoolean("readable")
        ? neverAnalysed(row, "table_schema")
        : Collected.unknown(
            "extended statistics are hidden from the role", catalog(row, "pg_statistic_ext_data"));
  }

  private static <T> Collected<T> neverAnalysed(ResultSet row, String schema) throws SQLException {
    return Collected.unknown(
        row.getDouble("table_tuples") == 0 ? "empty when it was analysed" : "never analysed",
        Remedy.sql("ANALYZE " + table(row, schema) + ";"));
  }

  private static Remedy catalog(ResultSet row, String name) throws SQLException {
    return new Remedy(
        List.of(
            "GRANT SELECT ON pg_catalog."
                + name
                + " TO "
                + Identifiers.quote(row.getString("role"))
                + ";"),
        SHOWS);
  }

  private static String table(ResultSet row, String schema) throws SQLException {
    return Identifiers.quote(row.getString(schema))
        + "."
        + Identifiers.quote(row.getString("table_name"));
  }
}
