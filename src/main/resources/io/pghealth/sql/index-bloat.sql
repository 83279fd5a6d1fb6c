-- Reads: every page of one btree index, through pgstattuple's pgstatindex. 14 and later.
SELECT s.internal_pages, s.leaf_pages, s.empty_pages, s.deleted_pages, s.avg_leaf_density,
  pg_catalog.current_setting('block_size')::integer AS block_size
FROM @extension@.pgstatindex(CAST(CAST(? AS bigint) AS pg_catalog.regclass)) s
