-- Reads: pg_locks, pg_stat_activity. Sessions by the number in the name of their temporary schema, as far as a transaction of theirs shows it. 14 and 15.
SELECT DISTINCT pg_catalog.split_part(l.virtualtransaction, '/', 1)::integer AS session, a.pid,
  a.usename::text AS role, a.backend_start::text AS started
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.virtualtransaction LIKE '%/%' AND a.pid <> pg_catalog.pg_backend_pid()
