-- Reads: pg_class, pg_namespace, pg_inherits, pg_partitioned_table, pg_attribute, pg_type, pg_extension. Size of the given tables, of a partitioned one with all that is under it, and what it is partitioned by on any level with its types (a domain has none: what is under it is not asked). 14 and later.
WITH RECURSIVE named AS MATERIALIZED (
  SELECT DISTINCT c.oid, n.nspname, c.relname, c.relkind
  FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[])) AS w(schema, name)
  JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
  WHERE c.relkind IN ('r', 'p', 'm')
), tree AS (
  SELECT n.oid AS root, n.oid FROM named n
  UNION
  SELECT t.root, i.inhrelid
  FROM tree t
  JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
  JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
), sized AS (
  SELECT t.root,
    sum(c.reltuples::pg_catalog.float8) FILTER (WHERE c.relkind <> 'p' AND c.reltuples >= 0) AS tuples,
    sum(c.relpages::pg_catalog.int8) FILTER (WHERE c.relkind <> 'p') AS pages,
    pg_catalog.bool_or(c.relkind <> 'p' AND c.reltuples < 0) AS unknown
  FROM tree t
  JOIN pg_catalog.pg_class c ON c.oid = t.oid
  GROUP BY t.root
), key_column AS (
  SELECT DISTINCT t.root, k.attnum = 0 AS expression, a.attname::pg_catalog.text AS name,
    CASE WHEN y.typtype = 'd' THEN '' ELSE y.typname::pg_catalog.text END AS type
  FROM tree t
  JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = t.oid
  CROSS JOIN LATERAL pg_catalog.unnest(p.partattrs::pg_catalog.int2[]) AS k(attnum)
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum
  LEFT JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
), keyed AS (
  SELECT c.root,
    pg_catalog.bool_or(c.expression) AS expression,
    pg_catalog.array_agg(c.name ORDER BY c.name) FILTER (WHERE c.name IS NOT NULL) AS key,
    pg_catalog.array_agg(c.type ORDER BY c.name) FILTER (WHERE c.name IS NOT NULL) AS key_types
  FROM key_column c
  GROUP BY c.root
)
SELECT n.nspname AS schema, n.relname AS name, n.relkind = 'p' AS partitioned,
  COALESCE(s.tuples, 0) AS tuples, COALESCE(s.pages, 0) AS pages, s.unknown,
  COALESCE(k.expression, false) AS key_expression, k.key, k.key_types,
  (SELECT x.nspname::pg_catalog.text
   FROM pg_catalog.pg_extension e
   JOIN pg_catalog.pg_namespace x ON x.oid = e.extnamespace
   WHERE e.extname = 'pg_trgm') AS trigrams,
  EXISTS (SELECT 1 FROM pg_catalog.pg_extension e WHERE e.extname = 'hypopg') AS hypothetical
FROM named n
JOIN sized s ON s.root = n.oid
LEFT JOIN keyed k ON k.root = n.oid
