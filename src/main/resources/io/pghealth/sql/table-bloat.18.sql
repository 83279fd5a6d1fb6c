-- Reads: the pages of one table that are not all-visible, and its free space map, through pgstattuple's pgstattuple_approx. 18 and later:
-- pages that were never used count as neither rows nor free space there; what is left over beyond page headers, line pointers and
-- padding of the pages that were read is free.
SELECT s.table_len, s.approx_tuple_count AS tuples,
  greatest(
    s.approx_free_space,
    s.table_len - s.approx_tuple_len - s.dead_tuple_len
      - s.scanned_percent / 100 * (24.0 * s.table_len / b.size + 11 * s.approx_tuple_count)
      - 11 * s.dead_tuple_count
  )::bigint AS free_bytes,
  s.dead_tuple_count AS dead_tuples, s.dead_tuple_len AS dead_bytes, b.size AS block_size
FROM @extension@.pgstattuple_approx(CAST(CAST(? AS bigint) AS pg_catalog.regclass)) s,
  (SELECT pg_catalog.current_setting('block_size')::integer AS size) b
