-- Reads: pg_database. The next transaction ID with its epoch, and what else is needed to judge how old a horizon is. 14 and later.
SELECT
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
    ELSE pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint END AS next_transaction,
  pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint AS freeze_max_age,
  pg_catalog.clock_timestamp() AS server_time,
  pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') AS visible,
  pg_catalog.current_setting('track_activities')::boolean AS tracked
