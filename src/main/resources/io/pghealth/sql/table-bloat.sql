-- Reads: the pages of one table that are not all-visible, and its free space map, through pgstattuple's pgstattuple_approx. 14 and later.
SELECT s.table_len, s.approx_tuple_count AS tuples, s.approx_free_space AS free_bytes,
  s.dead_tuple_count AS dead_tuples, s.dead_tuple_len AS dead_bytes,
  pg_catalog.current_setting('block_size')::integer AS block_size
FROM @extension@.pgstattuple_approx(CAST(CAST(? AS bigint) AS pg_catalog.regclass)) s
