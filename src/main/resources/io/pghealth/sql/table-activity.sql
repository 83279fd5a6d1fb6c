-- Reads: pg_stat_all_tables. Rows and vacuums of every user table and of the TOAST tables, since the counters were lost last. 14 and later.
SELECT s.relid::bigint AS oid,
  s.seq_scan, s.seq_tup_read, COALESCE(s.idx_scan, 0) AS idx_scan,
  s.n_tup_ins AS inserted, s.n_tup_upd AS updated, s.n_tup_hot_upd AS hot_updated, s.n_tup_del AS deleted,
  s.n_live_tup AS live, s.n_dead_tup AS dead,
  s.n_mod_since_analyze AS modified_since_analyze, s.n_ins_since_vacuum AS inserted_since_vacuum,
  s.last_vacuum, s.last_autovacuum, s.last_analyze, s.last_autoanalyze,
  s.vacuum_count, s.autovacuum_count, s.analyze_count, s.autoanalyze_count
FROM pg_catalog.pg_stat_all_tables s
WHERE s.schemaname NOT IN ('pg_catalog', 'information_schema')
