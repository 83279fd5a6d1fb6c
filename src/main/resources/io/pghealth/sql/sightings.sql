-- Reads: pg_stat_activity. Which application's sessions run which statement, or ran it last; the session's id is %c of log_line_prefix. 14 and later. Query ids are hidden from roles without pg_read_all_stats, and null where the server computes none.
SELECT a.datid::bigint AS database_oid, a.query_id, a.application_name::text AS application,
  pg_catalog.to_hex(pg_catalog.trunc(EXTRACT(epoch FROM a.backend_start))::bigint) || '.' || pg_catalog.to_hex(a.pid) AS session,
  -- What is idle did that statement until its state changed, which may be long ago.
  CASE WHEN a.state = 'active' THEN 0
    ELSE GREATEST(0, EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.state_change)) END::double precision AS seconds_ago
FROM pg_catalog.pg_stat_activity a
WHERE a.backend_type = 'client backend' AND a.pid <> pg_catalog.pg_backend_pid()
  AND a.query_id IS NOT NULL AND a.backend_start IS NOT NULL AND a.state_change IS NOT NULL
  AND a.application_name NOT IN ('', pg_catalog.current_setting('application_name'))
