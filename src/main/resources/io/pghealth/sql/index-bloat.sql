-- Reads: every page of one btree index, through pgstattuple's pgstatindex, if it still is the file that was listed. 14 and later.
SELECT s.internal_pages, s.leaf_pages, s.empty_pages, s.deleted_pages, s.avg_leaf_density,
  pg_catalog.current_setting('block_size')::integer AS block_size
FROM pg_catalog.pg_class c
CROSS JOIN LATERAL @extension@.pgstatindex(CAST(c.oid AS pg_catalog.regclass)) s
WHERE c.oid = CAST(CAST(? AS bigint) AS pg_catalog.oid) AND c.relfilenode::bigint = ?
