-- Reads: pg_index, pg_class, pg_attribute, pg_opclass, pg_amproc, pg_collation. How every index of user tables stores its columns, its estimated rows and pages. 14 and later.
WITH @scope@, candidate AS MATERIALIZED (
  SELECT i.indexrelid, i.indnkeyatts, i.indclass, i.indcollation,
    c.reltuples, c.relpages, c.reloptions, t.reltuples AS table_tuples, t.relpages AS table_pages
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  WHERE c.relkind = 'i'
    AND t.relkind IN ('r', 'm')
    AND t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND t.oid IN (SELECT s.oid FROM scope s)
), attribute AS MATERIALIZED (
  SELECT a.attrelid,
    pg_catalog.array_agg(a.attlen::integer ORDER BY a.attnum) AS lengths,
    pg_catalog.array_agg(a.attalign::text ORDER BY a.attnum) AS alignments,
    pg_catalog.array_agg(a.attstorage::text ORDER BY a.attnum) AS storages
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid IN (SELECT i.indexrelid FROM candidate i)
    AND a.attnum > 0
  GROUP BY a.attrelid
), image AS MATERIALIZED (
  -- Whether equal values of an operator class look the same: its support function 4 (btequalimage in nbtutils.c and others).
  SELECT o.oid AS opclass,
    CASE f.amproc
      WHEN 'pg_catalog.btequalimage'::pg_catalog.regproc THEN 'always'
      WHEN 'pg_catalog.btvarstrequalimage'::pg_catalog.regproc THEN 'deterministic'
      ELSE CASE WHEN f.amproc IS NULL THEN 'never' ELSE 'unknown' END END AS equal
  FROM pg_catalog.pg_opclass o
  LEFT JOIN pg_catalog.pg_amproc f ON f.amprocfamily = o.opcfamily AND f.amprocnum = 4
    AND f.amproclefttype = o.opcintype AND f.amprocrighttype = o.opcintype
), key AS MATERIALIZED (
  SELECT i.indexrelid,
    pg_catalog.array_agg(CASE m.equal
      WHEN 'deterministic' THEN CASE WHEN COALESCE(l.collisdeterministic, true) THEN 'always' ELSE 'never' END
      ELSE m.equal END ORDER BY p.position) AS equal_images
  FROM candidate i
  CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS p(position)
  JOIN image m ON m.opclass = i.indclass[p.position]
  LEFT JOIN pg_catalog.pg_collation l ON l.oid = i.indcollation[p.position]
  GROUP BY i.indexrelid
)
SELECT
  i.indexrelid::bigint AS oid,
  i.reltuples AS tuples,
  i.relpages AS pages,
  i.table_tuples,
  i.table_pages,
  pg_catalog.current_setting('block_size')::integer AS block_size,
  i.indnkeyatts::integer AS key_columns,
  COALESCE((SELECT pg_catalog.lower(pg_catalog.split_part(o.option, '=', 2)) IN ('off', 'false', 'no', '0', 'of', 'f', 'fa', 'fal', 'fals', 'n')
    FROM pg_catalog.unnest(i.reloptions) AS o(option) WHERE o.option LIKE 'deduplicate\_items=%'), false) AS no_deduplication,
  a.lengths, a.alignments, a.storages, k.equal_images
FROM candidate i
JOIN attribute a ON a.attrelid = i.indexrelid
LEFT JOIN key k ON k.indexrelid = i.indexrelid
