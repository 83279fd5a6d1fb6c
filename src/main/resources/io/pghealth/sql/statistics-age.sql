-- Reads: pg_stat_database, pg_stat_bgwriter. Since when this database's counters count, and those of its counters that fall only when all are lost. 14 and later.
SELECT d.stats_reset AS database_reset,
  b.stats_reset AS statistics_reset,
  pg_catalog.clock_timestamp() AS server_time,
  ARRAY[d.xact_commit, d.xact_rollback, d.blks_read, d.blks_hit, d.tup_returned, d.tup_fetched,
    d.tup_inserted, d.tup_updated, d.tup_deleted] AS counters
FROM pg_catalog.pg_stat_database d
CROSS JOIN pg_catalog.pg_stat_bgwriter b
WHERE d.datname = pg_catalog.current_database()
