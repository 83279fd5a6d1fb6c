package io.pghealth.check;

import io.pghealth.snapshot.SettingFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.Optional;

/**
 * How many dead rows a table gathers before autovacuum comes (autovacuum.c:
 * relation_needs_vacanalyze).
 */
record VacuumThreshold(SettingFacts settings, Table table) {

  double rows(double tuples) {
    double rows =
        value("autovacuum_vacuum_threshold", 50)
            + value("autovacuum_vacuum_scale_factor", 0.2) * tuples;
    double most = value("autovacuum_vacuum_max_threshold", -1);
    return most >= 0 ? Math.min(rows, most) : rows;
  }

  private double value(String name, double usual) {
    return Optional.ofNullable(table.options().get(name))
        .map(Double::parseDouble)
        .or(() -> settings.number(name))
        .orElse(usual);
  }
}
