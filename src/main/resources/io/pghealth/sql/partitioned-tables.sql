-- Reads: pg_partitioned_table, pg_class, pg_attribute, pg_type, pg_inherits, pg_constraint, pg_trigger, pg_locks, pg_stat_get_tuples_inserted. Tables partitioned by range, with the rows inserted into their trees since the counters were lost last. The key's type is that which a domain is over. 14 and later.
WITH RECURSIVE locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT p.*, c.relname, n.nspname
  FROM pg_catalog.pg_partitioned_table p
  JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE p.partstrat = 'r'
    AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
), key_type(partrelid, oid) AS (
  SELECT c.partrelid, a.atttypid
  FROM candidate c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.partrelid AND a.attnum = c.partattrs[0] AND c.partattrs[0] > 0
  UNION ALL
  SELECT k.partrelid, t.typbasetype
  FROM key_type k
  JOIN pg_catalog.pg_type t ON t.oid = k.oid AND t.typtype = 'd'
), base_type AS MATERIALIZED (
  SELECT k.partrelid, pg_catalog.format_type(k.oid, NULL) AS name
  FROM key_type k
  JOIN pg_catalog.pg_type t ON t.oid = k.oid AND t.typtype <> 'd'
), tree(root, oid) AS (
  SELECT h.inhparent, h.inhrelid
  FROM pg_catalog.pg_inherits h
  WHERE h.inhparent IN (SELECT c.partrelid FROM candidate c)
  UNION ALL
  SELECT t.root, h.inhrelid
  FROM tree t
  JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
), inserted AS MATERIALIZED (
  SELECT t.root, pg_catalog.sum(pg_catalog.pg_stat_get_tuples_inserted(t.oid))::bigint AS total
  FROM tree t
  GROUP BY t.root
)
SELECT
  c.partrelid::bigint AS oid,
  c.nspname::text AS schema,
  c.relname::text AS name,
  c.partnatts AS key_columns,
  a.attname::text AS key_column,
  b.name AS key_type,
  c.partdefid::bigint AS default_oid,
  c.partrelid IN (SELECT l.relation FROM locked l) AS locked,
  COALESCE(i.total, 0) AS inserted,
  COALESCE(pg_catalog.pg_stat_get_tuples_inserted(NULLIF(c.partdefid, 0::oid)), 0) AS default_inserted,
  EXISTS (
      SELECT FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.confrelid IN (c.partrelid, c.partdefid))
    OR EXISTS (
      SELECT FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal AND t.tgrelid IN (c.partrelid, c.partdefid)) AS entangled,
  ARRAY(
    SELECT n.attname::text
    FROM pg_catalog.pg_attribute n
    WHERE n.attrelid = c.partrelid AND n.attnum > 0 AND NOT n.attisdropped AND n.attgenerated = ''
    ORDER BY n.attnum)::text[] AS columns
FROM candidate c
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.partrelid AND a.attnum = c.partattrs[0] AND c.partattrs[0] > 0
LEFT JOIN base_type b ON b.partrelid = c.partrelid
LEFT JOIN inserted i ON i.root = c.partrelid
ORDER BY c.nspname, c.relname
