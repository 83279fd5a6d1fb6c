-- Reads: pg_index, pg_class, pg_attribute, pg_opclass, pg_amproc, pg_collation. How every index of user tables stores its columns, its estimated rows and pages. 14 and later.
SELECT
  i.indexrelid::bigint AS oid,
  c.reltuples AS tuples,
  c.relpages AS pages,
  t.reltuples AS table_tuples,
  t.relpages AS table_pages,
  pg_catalog.current_setting('block_size')::integer AS block_size,
  i.indnkeyatts::integer AS key_columns,
  COALESCE((SELECT pg_catalog.lower(pg_catalog.split_part(o.option, '=', 2)) IN ('off', 'false', 'no', '0', 'of', 'f', 'fa', 'fal', 'fals', 'n')
    FROM pg_catalog.unnest(c.reloptions) AS o(option) WHERE o.option LIKE 'deduplicate\_items=%'), false) AS no_deduplication,
  (SELECT pg_catalog.array_agg(a.attlen::integer ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = i.indexrelid AND a.attnum > 0) AS lengths,
  (SELECT pg_catalog.array_agg(a.attalign::text ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = i.indexrelid AND a.attnum > 0) AS alignments,
  (SELECT pg_catalog.array_agg(a.attstorage::text ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = i.indexrelid AND a.attnum > 0) AS storages,
  (SELECT pg_catalog.array_agg(CASE f.amproc
        WHEN 'pg_catalog.btequalimage'::pg_catalog.regproc THEN 'always'
        WHEN 'pg_catalog.btvarstrequalimage'::pg_catalog.regproc
          THEN CASE WHEN COALESCE(l.collisdeterministic, true) THEN 'always' ELSE 'never' END
        ELSE CASE WHEN f.amproc IS NULL THEN 'never' ELSE 'unknown' END END ORDER BY k.position)
    FROM pg_catalog.unnest(i.indclass) WITH ORDINALITY AS k(opclass, position)
    JOIN pg_catalog.pg_opclass o ON o.oid = k.opclass
    LEFT JOIN pg_catalog.pg_amproc f ON f.amprocfamily = o.opcfamily AND f.amprocnum = 4
      AND f.amproclefttype = o.opcintype AND f.amprocrighttype = o.opcintype
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = i.indcollation[k.position - 1]) AS equal_images
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.relam
WHERE c.relkind = 'i'
  AND t.relkind IN ('r', 'm')
  AND t.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
