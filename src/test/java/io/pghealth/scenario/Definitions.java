package io.pghealth.scenario;

import io.pghealth.testing.PgDatabase;
import java.util.List;

/** All that an undo has to bring back, as text. */
final class Definitions {
  private static final String SQL =
      """
      SELECT pg_catalog.format('index %s.%s: %s tablespace %s comment %s valid %s clustered %s identity %s statistics %s',
          n.nspname, c.relname, pg_catalog.pg_get_indexdef(i.indexrelid),
          (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = c.reltablespace),
          pg_catalog.obj_description(i.indexrelid, 'pg_class'), i.indisvalid, i.indisclustered, i.indisreplident,
          (SELECT pg_catalog.array_agg(a.attnum || ':' || a.attstattarget ORDER BY a.attnum)
             FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0))
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname NOT LIKE 'pg\\_%'
      UNION ALL
      SELECT pg_catalog.format('constraint %s on %s: %s', k.conname, k.conrelid::regclass,
          pg_catalog.pg_get_constraintdef(k.oid))
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
       WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND k.conrelid <> 0
      UNION ALL
      SELECT pg_catalog.format('sequence %s.%s: %s %s %s %s %s %s', s.schemaname, s.sequencename, s.data_type,
          s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle)
        FROM pg_catalog.pg_sequences s
      UNION ALL
      SELECT pg_catalog.format('table %s.%s: kind %s options %s identity %s columns %s', n.nspname, c.relname, c.relkind,
          c.reloptions, c.relreplident,
          (SELECT pg_catalog.array_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
                  ORDER BY a.attnum)
             FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      UNION ALL
      SELECT pg_catalog.format('partition %s of %s', h.inhrelid::regclass, h.inhparent::regclass)
        FROM pg_catalog.pg_inherits h
      UNION ALL
      SELECT pg_catalog.pg_get_statisticsobjdef(s.oid) FROM pg_catalog.pg_statistic_ext s
      UNION ALL
      SELECT pg_catalog.format('setting %s = %s', s.name, s.setting)
        FROM pg_catalog.pg_settings s WHERE s.source = 'configuration file'
      ORDER BY 1
      """;

  private Definitions() {}

  static List<String> of(PgDatabase database) {
    return database.column(SQL);
  }

  /** Whether there is such an object: a relation, a constraint, or a setting. */
  static boolean exists(PgDatabase database, String schema, String name) {
    String literal = "'" + name.replace("'", "''") + "'";
    String schemaLiteral = schema == null ? "NULL" : "'" + schema.replace("'", "''") + "'";
    return database.number(
            """
            SELECT count(*) FROM (
              SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relname = %1$s AND n.nspname LIKE COALESCE(%2$s, '%%')
              UNION ALL SELECT 1 FROM pg_constraint k WHERE k.conname = %1$s
              UNION ALL SELECT 1 FROM pg_settings s WHERE s.name = %1$s
              UNION ALL SELECT 1 FROM pg_replication_slots s WHERE s.slot_name = %1$s
              UNION ALL SELECT 1 FROM pg_database d WHERE d.datname = %1$s) AS found
            """
                .formatted(literal, schemaLiteral))
        > 0;
  }
}
