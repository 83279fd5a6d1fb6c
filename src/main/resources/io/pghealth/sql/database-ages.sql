-- Reads: pg_database, pg_stat_progress_vacuum, pg_stat_progress_cluster. Age of every database, templates and those without connections among them; not of one whose DROP was interrupted, which nobody vacuums. 14 and later.
SELECT d.datname::text AS name, d.datallowconn AS allows_connections,
  pg_catalog.age(d.datfrozenxid)::bigint AS age,
  pg_catalog.mxid_age(d.datminmxid)::bigint AS multi_age,
  EXISTS (SELECT FROM pg_catalog.pg_stat_progress_vacuum p WHERE p.datid = d.oid)
    OR EXISTS (SELECT FROM pg_catalog.pg_stat_progress_cluster p WHERE p.datid = d.oid) AS vacuumed,
  -- Multixacts are counted in 32 bits.
  (d.datminmxid::text::bigint + pg_catalog.mxid_age(d.datminmxid)) % 4294967296 AS next_multixact,
  pg_catalog.pg_is_in_recovery() AS standby
FROM pg_catalog.pg_database d
WHERE d.datconnlimit <> -2
ORDER BY d.datname
