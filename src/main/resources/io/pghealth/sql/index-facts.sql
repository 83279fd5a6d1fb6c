-- Reads: pg_index, pg_class, pg_attribute, pg_constraint, pg_depend, pg_inherits, pg_description, pg_locks. Structure of every index of user tables; of those locked, or with a locked table, only what needs no lock. 14 and later.
WITH RECURSIVE @scope@, locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT i.*, c.relname, c.relkind, c.relnamespace, c.relam, c.reltablespace, c.relfilenode, c.reloptions,
    t.relname AS table_name,
    i.indexrelid IN (SELECT l.relation FROM locked l) OR i.indrelid IN (SELECT l.relation FROM locked l) AS locked
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  WHERE c.relkind IN ('i', 'I')
    AND t.relkind IN ('r', 'm', 'p')
    AND t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND t.oid IN (SELECT s.oid FROM scope s)
), extension AS MATERIALIZED (
  SELECT d.objid
  FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND d.deptype = 'e'
), constrained AS MATERIALIZED (
  SELECT DISTINCT k.conindid FROM pg_catalog.pg_constraint k WHERE k.conindid <> 0
), attribute AS MATERIALIZED (
  SELECT a.attrelid,
    pg_catalog.array_agg(a.attnum::integer ORDER BY a.attnum) AS numbers,
    pg_catalog.array_agg(a.attstattarget::integer ORDER BY a.attnum) AS targets
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid IN (SELECT i.indexrelid FROM candidate i WHERE i.indexprs IS NOT NULL)
    AND a.attstattarget >= 0
    AND a.attnum > 0
  GROUP BY a.attrelid
), foreign_partition AS (
  SELECT h.inhparent AS oid
  FROM pg_catalog.pg_class f
  JOIN pg_catalog.pg_inherits h ON h.inhrelid = f.oid
  WHERE f.relkind = 'f' AND f.relispartition
  UNION
  SELECT h.inhparent
  FROM foreign_partition p
  JOIN pg_catalog.pg_inherits h ON h.inhrelid = p.oid
), nullable AS MATERIALIZED (
  SELECT DISTINCT i.indexrelid
  FROM candidate i
  CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS position
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[position]
  WHERE i.indkey[position] = 0 OR NOT a.attnotnull
)
SELECT
  i.indexrelid::bigint AS oid,
  i.indrelid::bigint AS table_oid,
  n.nspname::text AS schema,
  i.relname::text AS name,
  i.table_name::text AS table_name,
  m.amname::text AS access_method,
  i.relkind = 'I' AS partitioned,
  h.inhparent::bigint AS parent_oid,
  i.indisunique,
  i.indisexclusion,
  i.indexrelid IN (SELECT k.conindid FROM constrained k) AS constrained,
  i.indisreplident,
  i.indisclustered,
  i.indexrelid IN (SELECT e.objid FROM extension e) OR i.indrelid IN (SELECT e.objid FROM extension e) AS extension,
  NOT (i.indisvalid AND i.indisready AND i.indislive) AS invalid,
  i.indexprs IS NOT NULL AS expression,
  i.relkind = 'I' AND i.indrelid IN (SELECT p.oid FROM foreign_partition p) AS foreign_partition,
  i.locked,
  CASE WHEN i.relkind = 'I' OR i.locked THEN 0 ELSE pg_catalog.pg_relation_size(i.indexrelid) END AS size_bytes,
  i.relfilenode::bigint AS file_node,
  COALESCE(
    (SELECT pg_catalog.split_part(o.option, '=', 2)::integer
     FROM pg_catalog.unnest(i.reloptions) AS o(option) WHERE o.option LIKE 'fillfactor=%'),
    CASE m.amname WHEN 'hash' THEN 75 ELSE 90 END) AS fillfactor,
  i.indexrelid IN (SELECT u.indexrelid FROM nullable u) AS nullable_key,
  CASE WHEN NOT i.locked THEN pg_catalog.pg_get_indexdef(i.indexrelid) END AS definition,
  CASE WHEN NOT i.locked THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END AS predicate,
  s.spcname::text AS tablespace,
  r.description AS comment,
  a.numbers AS statistics_numbers,
  a.targets AS statistics_targets
FROM candidate i
JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = i.relam
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = i.reltablespace
LEFT JOIN attribute a ON a.attrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_description r
  ON r.objoid = i.indexrelid AND r.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND r.objsubid = 0
