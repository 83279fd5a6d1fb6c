-- Reads: pg_stat_activity, pg_stat_progress_vacuum, pg_stat_progress_create_index, pg_stat_replication, pg_prepared_xacts, pg_replication_slots. All that keeps VACUUM from removing rows (ComputeXidHorizons in procarray.c), with the age of its horizon in transactions. 17 and later.
SELECT
  CASE WHEN a.datid IS NULL THEN 'standby' ELSE 'session' END AS kind,
  a.datid::bigint AS database_oid, a.datname::text AS database,
  a.application_name::text AS name, a.usename::text AS role, pg_catalog.host(a.client_addr) AS client,
  a.pid, a.state, a.backend_type, NULL::text AS plugin, NULL::boolean AS active,
  GREATEST(pg_catalog.age(a.backend_xid), pg_catalog.age(a.backend_xmin)) AS transactions,
  pg_catalog.age(a.backend_xid) >= COALESCE(pg_catalog.age(a.backend_xmin), 0) AS own,
  -- No snapshot is taken while nothing runs; what runs mostly keeps the one that it began with. What
  -- a standby feeds back moves on, however long it has been connected.
  CASE WHEN a.datid IS NULL THEN NULL WHEN a.state = 'active' THEN a.query_start ELSE a.state_change END AS since,
  a.xact_start AS started,
  a.pid IN (SELECT p.pid FROM pg_catalog.pg_stat_progress_create_index p) AS index_build
FROM pg_catalog.pg_stat_activity a
WHERE a.pid <> pg_catalog.pg_backend_pid()
  AND (a.backend_xid IS NOT NULL OR a.backend_xmin IS NOT NULL)
  AND (a.datid IS NOT NULL OR a.pid IN (SELECT r.pid FROM pg_catalog.pg_stat_replication r))
  AND a.leader_pid IS NULL
  -- VACUUM other than FULL holds nothing back, not even while it waits for its table and shows no
  -- progress; nor does a walsender whose logical slot does.
  AND (a.query !~* '^\s*(autovacuum:\s*)?vacuum\M' OR a.query ~* '^\s*vacuum\s*(full\M|\([^)]*\mfull\M)')
  AND a.pid NOT IN (SELECT p.pid FROM pg_catalog.pg_stat_progress_vacuum p)
  AND a.pid NOT IN (SELECT s.active_pid FROM pg_catalog.pg_replication_slots s WHERE s.slot_type = 'logical' AND s.active_pid IS NOT NULL)
UNION ALL
SELECT 'prepared', d.oid::bigint, x.database::text, x.gid, x.owner::text, NULL, NULL, NULL, NULL, NULL, NULL,
  pg_catalog.age(x.transaction), true, x.prepared, x.prepared, false
FROM pg_catalog.pg_prepared_xacts x
LEFT JOIN pg_catalog.pg_database d ON d.datname = x.database
UNION ALL
SELECT 'slot', NULL, s.database::text, s.slot_name::text, NULL, NULL, s.active_pid, NULL, NULL, s.plugin::text, s.active,
  pg_catalog.age(s.xmin), false, s.inactive_since, NULL, false
FROM pg_catalog.pg_replication_slots s
WHERE s.xmin IS NOT NULL AND s.wal_status IS DISTINCT FROM 'lost'
UNION ALL
SELECT 'catalogs', NULL, s.database::text, s.slot_name::text, NULL, NULL, s.active_pid, NULL, NULL, s.plugin::text, s.active,
  pg_catalog.age(s.catalog_xmin), false, s.inactive_since, NULL, false
FROM pg_catalog.pg_replication_slots s
WHERE s.catalog_xmin IS NOT NULL AND s.wal_status IS DISTINCT FROM 'lost'
