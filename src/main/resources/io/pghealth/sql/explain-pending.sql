-- Scans of these indexes that this backend has not reported yet (pg_stat_get_xact_numscans); 14 and
-- later.
SELECT o.oid, pg_catalog.pg_stat_get_xact_numscans(o.oid::pg_catalog.oid) AS scans
FROM pg_catalog.unnest(?::pg_catalog.int8[]) AS o(oid)
