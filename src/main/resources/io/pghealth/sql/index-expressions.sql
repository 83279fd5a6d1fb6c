-- Reads: pg_index, pg_class, pg_statistic_ext, pg_locks. Expressions of indexes of user tables that are not locked, and whether extended statistics gather the same expression. 14 and later.
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, k.position::integer AS position
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
  WHERE i.indexprs IS NOT NULL
    AND k.attnum = 0
    AND t.relkind IN ('r', 'm', 'p')
    AND t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND i.indexrelid NOT IN (SELECT l.relation FROM locked l)
    AND i.indrelid NOT IN (SELECT l.relation FROM locked l)
), gathered AS MATERIALIZED (
  SELECT s.stxrelid, e.text
  FROM pg_catalog.pg_statistic_ext s
  CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_get_statisticsobjdef_expressions(s.oid)) AS e(text)
  WHERE s.stxrelid IN (SELECT c.indrelid FROM candidate c)
    AND 'e' = ANY (s.stxkind)
)
-- Alone, an index's expression stands in brackets unless it is a call.
SELECT c.indexrelid::bigint AS oid, c.position, x.text AS expression,
  EXISTS (
    SELECT FROM gathered g WHERE g.stxrelid = c.indrelid AND x.text IN (g.text, '(' || g.text || ')')) AS gathered
FROM candidate c
CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_indexdef(c.indexrelid, c.position, false) AS text OFFSET 0) AS x
ORDER BY c.indexrelid, c.position
