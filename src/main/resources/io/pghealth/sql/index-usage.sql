-- Reads: pg_stat_user_indexes. Scans of every index of user tables. 14 and 15.
WITH @scope@
SELECT s.indexrelid::bigint AS oid, s.idx_scan AS scans, NULL::timestamp with time zone AS last_scan
FROM pg_catalog.pg_stat_user_indexes s
WHERE s.relid IN (SELECT o.oid FROM scope o)
