-- Reads: pg_stat_activity. Addresses that sessions of these databases come from, those of the newest sessions first, without ours; a role without pg_read_all_stats sees its own alone. 14 to 18.
SELECT c.database, c.address, c.connected
FROM (
  SELECT a.datname::text AS database, pg_catalog.host(a.client_addr) AS address,
    pg_catalog.max(a.backend_start) AS connected,
    pg_catalog.row_number() OVER (
      PARTITION BY a.datname ORDER BY pg_catalog.max(a.backend_start) DESC, a.client_addr) AS newest
  FROM pg_catalog.pg_stat_activity a
  WHERE a.datname = ANY (?)
    AND a.backend_type = 'client backend'
    AND a.client_addr IS NOT NULL
    AND a.application_name IS DISTINCT FROM 'pghealth'
    AND a.pid <> pg_catalog.pg_backend_pid()
  GROUP BY a.datname, a.client_addr
) c
WHERE c.newest <= 200
