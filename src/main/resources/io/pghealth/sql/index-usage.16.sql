-- Reads: pg_stat_user_indexes. Scans of every index of user tables, and when the last one was. 16 and later.
WITH @scope@
SELECT s.indexrelid::bigint AS oid, s.idx_scan AS scans, s.last_idx_scan AS last_scan
FROM pg_catalog.pg_stat_user_indexes s
WHERE s.relid IN (SELECT o.oid FROM scope o)
