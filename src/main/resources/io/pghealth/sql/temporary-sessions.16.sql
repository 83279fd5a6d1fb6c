-- Reads: pg_stat_activity. Sessions by the number in the name of their temporary schema. 16 and later.
SELECT s.session, a.pid, a.usename::text AS role, a.backend_start::text AS started
FROM pg_catalog.pg_stat_get_backend_idset() AS s(session)
JOIN pg_catalog.pg_stat_activity a ON a.pid = pg_catalog.pg_stat_get_backend_pid(s.session)
WHERE a.backend_type = 'client backend' AND a.pid <> pg_catalog.pg_backend_pid()
