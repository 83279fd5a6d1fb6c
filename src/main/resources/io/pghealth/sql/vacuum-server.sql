-- Reads: pg_settings, pg_stat_activity. What autovacuum goes by where a table says nothing, and how many workers it has at work. 14 and later; the maximum of the threshold is of 18.
SELECT
  pg_catalog.current_setting('autovacuum')::boolean AS enabled,
  pg_catalog.current_setting('track_counts')::boolean AS counting,
  (SELECT s.source::text FROM pg_catalog.pg_settings s WHERE s.name = 'track_counts') AS counting_source,
  (SELECT s.setting::bigint FROM pg_catalog.pg_settings s WHERE s.name = 'autovacuum_naptime') AS naptime_seconds,
  pg_catalog.current_setting('autovacuum_max_workers')::integer AS most_workers,
  CASE WHEN pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
    THEN (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity a WHERE a.backend_type = 'autovacuum worker') END AS workers,
  pg_catalog.current_setting('autovacuum_vacuum_threshold')::double precision AS vacuum_threshold,
  pg_catalog.current_setting('autovacuum_vacuum_scale_factor')::double precision AS vacuum_scale,
  COALESCE(pg_catalog.current_setting('autovacuum_vacuum_max_threshold', true)::double precision, -1) AS vacuum_most,
  pg_catalog.current_setting('autovacuum_vacuum_insert_threshold')::double precision AS insert_threshold,
  pg_catalog.current_setting('autovacuum_vacuum_insert_scale_factor')::double precision AS insert_scale,
  pg_catalog.current_setting('autovacuum_analyze_threshold')::double precision AS analyze_threshold,
  pg_catalog.current_setting('autovacuum_analyze_scale_factor')::double precision AS analyze_scale,
  pg_catalog.clock_timestamp() AS server_time
