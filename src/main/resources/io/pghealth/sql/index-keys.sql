-- Reads: pg_index, pg_class, pg_attribute, pg_opclass, pg_locks. Columns of every index of user tables; of those locked not the text of expressions. 14 and later.
WITH @scope@, locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT i.*,
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
)
SELECT
  i.indexrelid::bigint AS oid,
  p.position,
  i.indkey[p.position - 1]::integer AS attnum,
  a.attname::text AS column_name,
  CASE WHEN i.indkey[p.position - 1] = 0 AND NOT i.locked
    THEN pg_catalog.pg_get_indexdef(i.indexrelid, p.position, true) END AS expression,
  p.position > i.indnkeyatts AS included,
  i.indclass[p.position - 1]::bigint AS opclass_oid,
  o.opcname::text AS opclass,
  o.opcfamily::bigint AS opfamily_oid,
  o.opcintype::bigint AS type_oid,
  CASE WHEN p.position <= i.indnkeyatts THEN i.indcollation[p.position - 1]::bigint END AS collation_oid,
  CASE WHEN p.position <= i.indnkeyatts THEN i.indoption[p.position - 1]::integer END AS option
FROM candidate i
CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnatts) AS p(position)
LEFT JOIN pg_catalog.pg_attribute a
  ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.position - 1] AND a.attnum <> 0
LEFT JOIN pg_catalog.pg_opclass o ON p.position <= i.indnkeyatts AND o.oid = i.indclass[p.position - 1]
ORDER BY i.indexrelid, p.position
