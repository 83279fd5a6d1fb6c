-- Scans of indexes by this backend that statistics do not have yet (pg_stat_get_xact_numscans, which
-- begins anew with a report and not with a transaction), for what this transaction has locked
-- (pg_locks); 14 and later.
SELECT i.indexrelid, pg_catalog.pg_stat_get_xact_numscans(i.indexrelid) AS scans
FROM pg_catalog.pg_locks k
JOIN pg_catalog.pg_index i ON i.indexrelid = k.relation
WHERE k.pid = pg_catalog.pg_backend_pid()
  AND k.locktype = 'relation'
  AND i.indexrelid >= 16384::pg_catalog.oid
GROUP BY i.indexrelid
