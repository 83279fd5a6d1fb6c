-- Reads: pg_class, pg_index, pg_stat_get_*: what pg_stat_all_tables shows, whose GROUP BY would count every table of the database. Rows and vacuums of user tables and of their TOAST tables, since the counters were lost last. 14 and later.
WITH @scope@, indexed AS MATERIALIZED (
  SELECT i.indrelid, pg_catalog.sum(pg_catalog.pg_stat_get_numscans(i.indexrelid))::bigint AS scans
  FROM pg_catalog.pg_index i
  WHERE i.indrelid IN (SELECT s.oid FROM scope s)
  GROUP BY i.indrelid
)
SELECT c.oid::bigint AS oid,
  pg_catalog.pg_stat_get_numscans(c.oid) AS seq_scan,
  pg_catalog.pg_stat_get_tuples_returned(c.oid) AS seq_tup_read,
  COALESCE(x.scans, 0) AS idx_scan,
  pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserted,
  pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updated,
  pg_catalog.pg_stat_get_tuples_hot_updated(c.oid) AS hot_updated,
  pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deleted,
  pg_catalog.pg_stat_get_live_tuples(c.oid) AS live,
  pg_catalog.pg_stat_get_dead_tuples(c.oid) AS dead,
  pg_catalog.pg_stat_get_mod_since_analyze(c.oid) AS modified_since_analyze,
  pg_catalog.pg_stat_get_ins_since_vacuum(c.oid) AS inserted_since_vacuum,
  pg_catalog.pg_stat_get_last_vacuum_time(c.oid) AS last_vacuum,
  pg_catalog.pg_stat_get_last_autovacuum_time(c.oid) AS last_autovacuum,
  pg_catalog.pg_stat_get_last_analyze_time(c.oid) AS last_analyze,
  pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid) AS last_autoanalyze,
  pg_catalog.pg_stat_get_vacuum_count(c.oid) AS vacuum_count,
  pg_catalog.pg_stat_get_autovacuum_count(c.oid) AS autovacuum_count,
  pg_catalog.pg_stat_get_analyze_count(c.oid) AS analyze_count,
  pg_catalog.pg_stat_get_autoanalyze_count(c.oid) AS autoanalyze_count
FROM scope m
JOIN pg_catalog.pg_class t ON t.oid = m.oid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
CROSS JOIN LATERAL (VALUES (t.oid), (t.reltoastrelid)) AS one(oid)
JOIN pg_catalog.pg_class c ON c.oid = one.oid
LEFT JOIN indexed x ON x.indrelid = c.oid
WHERE c.relkind IN ('r', 'm', 't')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
