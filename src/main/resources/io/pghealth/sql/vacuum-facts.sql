-- Reads: pg_class, pg_namespace, pg_stat_get_*, pg_locks, pg_stat_progress_vacuum, pg_stat_progress_analyze. All that autovacuum decides by (relation_needs_vacanalyze in autovacuum.c), of every user table, materialized view and TOAST table; waits for no lock. 14 to 17, which do not count frozen pages.
WITH @scope@, contended AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.granted
    AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    AND l.pid NOT IN (SELECT p.pid FROM pg_catalog.pg_stat_progress_vacuum p)
    AND l.pid NOT IN (SELECT p.pid FROM pg_catalog.pg_stat_progress_analyze p)
), owner AS MATERIALIZED (
  SELECT m.oid, m.reltoastrelid, m.relname, m.reloptions, n.nspname
  FROM pg_catalog.pg_class m
  JOIN pg_catalog.pg_namespace n ON n.oid = m.relnamespace
  WHERE m.relkind IN ('r', 'm')
    AND m.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND m.oid IN (SELECT s.oid FROM scope s)
)
SELECT
  c.oid::bigint AS oid,
  o.oid::bigint AS owner_oid,
  o.nspname::text AS schema,
  o.relname::text AS name,
  c.relfilenode::bigint AS file_node,
  c.reltuples AS tuples,
  c.relpages AS pages,
  0 AS all_frozen_pages,
  -- A TOAST table without options of its own goes by those of its table (do_autovacuum).
  COALESCE(c.reloptions, o.reloptions) AS options,
  c.reloptions IS NOT NULL AS own_options,
  s.n_live_tup AS live, s.n_dead_tup AS dead,
  s.n_tup_ins AS inserted, s.n_tup_upd AS updated, s.n_tup_del AS deleted,
  s.n_mod_since_analyze AS modified_since_analyze, s.n_ins_since_vacuum AS inserted_since_vacuum,
  GREATEST(s.last_vacuum, s.last_autovacuum) AS last_vacuum, s.last_vacuum AS last_manual_vacuum,
  GREATEST(s.last_analyze, s.last_autoanalyze) AS last_analyze,
  s.vacuum_count + s.autovacuum_count AS vacuums, s.analyze_count + s.autoanalyze_count AS analyzes,
  c.oid IN (SELECT k.relation FROM contended k) AS contended,
  c.oid IN (SELECT p.relid FROM pg_catalog.pg_stat_progress_vacuum p WHERE p.relid IS NOT NULL) AS vacuumed_now,
  c.oid IN (SELECT p.relid FROM pg_catalog.pg_stat_progress_analyze p WHERE p.relid IS NOT NULL) AS analyzed_now
FROM owner o
CROSS JOIN LATERAL (VALUES (o.oid), (o.reltoastrelid)) AS one(oid)
JOIN pg_catalog.pg_class c ON c.oid = one.oid
CROSS JOIN LATERAL (
  SELECT pg_catalog.pg_stat_get_live_tuples(c.oid) AS n_live_tup, pg_catalog.pg_stat_get_dead_tuples(c.oid) AS n_dead_tup,
    pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS n_tup_ins, pg_catalog.pg_stat_get_tuples_updated(c.oid) AS n_tup_upd,
    pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS n_tup_del,
    pg_catalog.pg_stat_get_mod_since_analyze(c.oid) AS n_mod_since_analyze, pg_catalog.pg_stat_get_ins_since_vacuum(c.oid) AS n_ins_since_vacuum,
    pg_catalog.pg_stat_get_last_vacuum_time(c.oid) AS last_vacuum, pg_catalog.pg_stat_get_last_autovacuum_time(c.oid) AS last_autovacuum,
    pg_catalog.pg_stat_get_last_analyze_time(c.oid) AS last_analyze, pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid) AS last_autoanalyze,
    pg_catalog.pg_stat_get_vacuum_count(c.oid) AS vacuum_count, pg_catalog.pg_stat_get_autovacuum_count(c.oid) AS autovacuum_count,
    pg_catalog.pg_stat_get_analyze_count(c.oid) AS analyze_count, pg_catalog.pg_stat_get_autoanalyze_count(c.oid) AS autoanalyze_count
) s
