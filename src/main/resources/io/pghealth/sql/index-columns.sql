-- Reads: pg_index, pg_class, pg_attribute, pg_depend. Columns of the table that each index of user tables rests on, with those of its expressions and its predicate. Waits for no lock. 14 and later.
WITH @scope@, candidate AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, i.indkey, i.indexprs IS NOT NULL OR i.indpred IS NOT NULL AS computed, m.amname
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
  WHERE t.relkind IN ('r', 'm', 'p')
    AND t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND t.oid IN (SELECT s.oid FROM scope s)
), held AS (
  SELECT i.indexrelid, k.attnum
  FROM candidate i
  CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) AS k(attnum)
  WHERE k.attnum > 0
  UNION
  SELECT i.indexrelid, d.refobjsubid::smallint
  FROM candidate i
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = i.indrelid AND d.refobjsubid > 0
  WHERE i.computed
)
SELECT i.indexrelid::bigint AS oid, i.indrelid::bigint AS table_oid, i.amname = 'brin' AS summarizing,
  pg_catalog.array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname IS NOT NULL) AS names
FROM candidate i
LEFT JOIN held h ON h.indexrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = h.attnum
GROUP BY i.indexrelid, i.indrelid, i.amname
