-- Reads: pg_class, pg_index, pg_am, pg_stat_get_numscans, pg_stat_get_tuples_returned. Scans of BRIN indexes and what they returned: ten for each page of the table that a scan did not leave out (bringetbitmap in brin.c). 14 and later.
SELECT
  i.indexrelid::bigint AS oid,
  pg_catalog.pg_stat_get_numscans(i.indexrelid) AS scans,
  pg_catalog.pg_stat_get_tuples_returned(i.indexrelid) / 10 AS pages_read,
  t.relpages::bigint AS pages
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname = 'brin'
WHERE t.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
