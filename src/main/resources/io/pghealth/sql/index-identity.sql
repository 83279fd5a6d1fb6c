-- Reads: pg_index, pg_class, pg_attribute. What tells apart two indexes of the same columns: node trees of expressions and predicate without their positions in the source text, options, whether uniqueness is checked at once. Waits for no lock. 14 and later.
WITH @scope@
SELECT
  i.indexrelid::bigint AS oid,
  i.indimmediate AS immediate,
  pg_catalog.regexp_replace(i.indexprs::pg_catalog.text, ':location -?[0-9]+', '', 'g') AS expressions,
  pg_catalog.regexp_replace(i.indpred::pg_catalog.text, ':location -?[0-9]+', '', 'g') AS predicate,
  c.reloptions AS options,
  (SELECT pg_catalog.array_agg(a.attnum || ':' || a.attoptions::pg_catalog.text ORDER BY a.attnum)
   FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND a.attoptions IS NOT NULL) AS column_options
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'm', 'p')
  AND t.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND t.oid IN (SELECT s.oid FROM scope s)
