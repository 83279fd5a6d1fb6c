-- Evictions and resets of pg_stat_statements; 14 and later.
SELECT i.dealloc, i.stats_reset
  FROM @extension@.pg_stat_statements_info() i
