-- What a statement that was parsed, and not planned yet, names (pg_locks of this backend), and how
-- many locks its plan may take: each relation, its partitions and children, and the indexes of all
-- of these (pg_inherits, pg_index); and of a partitioned table its key's first column and the oldest
-- partition that holds rows (pg_partitioned_table); 14 and later.
WITH RECURSIVE named AS MATERIALIZED (
  SELECT DISTINCT k.relation AS oid
  FROM pg_catalog.pg_locks k
  WHERE k.pid = pg_catalog.pg_backend_pid()
    AND k.locktype = 'relation'
    AND k.granted
    AND k.database = (
      SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), tree AS (
  SELECT n.oid AS root, n.oid FROM named n
  UNION
  SELECT t.root, i.inhrelid FROM tree t JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
), counted AS (
  SELECT t.root, count(DISTINCT t.oid) + count(i.indexrelid) AS locks
  FROM tree t
  LEFT JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
  GROUP BY t.root
), viewed AS (
  SELECT DISTINCT d.refobjid AS oid
  FROM named v
  JOIN pg_catalog.pg_rewrite w ON w.ev_class = v.oid
  JOIN pg_catalog.pg_depend d
    ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    AND d.objid = w.oid
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjid <> v.oid
)
SELECT
  n.nspname,
  c.relname,
  k.locks,
  c.relrowsecurity AND pg_catalog.row_security_active(c.oid) AS row_security,
  c.oid NOT IN (SELECT viewed.oid FROM viewed)
    AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT') AS hidden,
  (SELECT s.setting::pg_catalog.int8 FROM pg_catalog.pg_settings s
   WHERE s.name = 'max_locks_per_transaction')
  * (SELECT sum(s.setting::pg_catalog.int8) FROM pg_catalog.pg_settings s
     WHERE s.name IN ('max_connections', 'max_prepared_transactions')) AS lock_table,
  a.attname AS key,
  o.nspname AS partition_schema,
  o.relname AS partition
FROM counted k
JOIN pg_catalog.pg_class c ON c.oid = k.root
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = c.oid
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
LEFT JOIN LATERAL (
  SELECT ln.nspname, l.relname
  FROM tree t
  JOIN pg_catalog.pg_class l ON l.oid = t.oid
  JOIN pg_catalog.pg_namespace ln ON ln.oid = l.relnamespace
  WHERE t.root = c.oid
    AND l.relkind = 'r'
    AND l.relpages > 0
    AND l.oid <> p.partdefid
  ORDER BY l.oid
  LIMIT 1
) o ON p.partrelid IS NOT NULL
-- Our own reading of catalogs is not the statement's.
WHERE n.nspname <> 'pg_catalog'
