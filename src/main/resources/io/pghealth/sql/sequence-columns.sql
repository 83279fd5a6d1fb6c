-- Reads: pg_depend, pg_attrdef, pg_constraint, pg_attribute, pg_type, pg_index, pg_partitioned_table, pg_locks. Columns that the sequences asked for, and those that feed a partition, feed (identity, a default that is its plain nextval, OWNED BY) and, from key to key, those that reference them. 14 and later.
WITH RECURSIVE locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), tree AS MATERIALIZED (
  SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'p' OR c.relkind = 'r' AND c.relispartition
), sequence AS MATERIALIZED (
  SELECT u.oid FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS u(oid)
  UNION
  SELECT c.oid
  FROM (
    SELECT d.objid AS oid
    FROM tree t
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = t.oid
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    UNION ALL
    SELECT d.refobjid
    FROM tree t
    JOIN pg_catalog.pg_attrdef a ON a.adrelid = t.oid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = a.oid
    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) f
  JOIN pg_catalog.pg_class c ON c.oid = f.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S'
    AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), owned AS MATERIALIZED (
  SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attribute, d.deptype
  FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.objid IN (SELECT s.oid FROM sequence s)
    AND d.refobjsubid > 0
    AND d.deptype IN ('a', 'i')
), candidate AS MATERIALIZED (
  SELECT d.refobjid AS sequence, a.adrelid AS relation, a.adnum::integer AS attribute, a.adbin,
    a.adrelid IN (SELECT l.relation FROM locked l) AS locked
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_attrdef a ON a.oid = d.objid
  WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjid IN (SELECT s.oid FROM sequence s)
), defaulted AS MATERIALIZED (
  -- A default that computes with the value (a share of it, a text around it) says nothing of the column's range.
  SELECT c.sequence, c.relation, c.attribute, c.locked
  FROM candidate c
  WHERE CASE WHEN c.locked THEN true
    ELSE pg_catalog.pg_get_expr(c.adbin, c.relation)
      ~ '^\(?nextval\(''([^'']|'''')*''::regclass\)\)?(::[a-z ]+(\([0-9,]+\))?)?$' END
), fed AS MATERIALIZED (
  SELECT o.sequence, o.relation, o.attribute, 'IDENTITY' AS feed, false AS locked FROM owned o WHERE o.deptype = 'i'
  UNION ALL
  SELECT d.sequence, d.relation, d.attribute, 'DEFAULT', d.locked FROM defaulted d
  UNION ALL
  SELECT o.sequence, o.relation, o.attribute, 'OWNED', false
  FROM owned o
  WHERE o.deptype = 'a'
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_attrdef a WHERE a.adrelid = o.relation AND a.adnum = o.attribute)
), pair AS MATERIALIZED (
  SELECT k.conrelid, k.confrelid, c.own, c.referenced
  FROM pg_catalog.pg_constraint k
  CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) AS c(own, referenced)
  WHERE k.contype = 'f' AND k.conparentid = 0
), reached(sequence, relation, attribute, feed, locked) AS (
  SELECT f.sequence, f.relation, f.attribute, f.feed, f.locked FROM fed f
  UNION
  SELECT r.sequence, p.conrelid, p.own::integer, 'REFERENCE', false
  FROM reached r
  JOIN pair p ON p.confrelid = r.relation AND p.referenced = r.attribute
), base AS MATERIALIZED (
  SELECT t.oid, t.oid AS type, NULL::integer AS modifier, 0 AS depth
  FROM pg_catalog.pg_type t
  WHERE t.typtype = 'd'
  UNION ALL
  SELECT b.oid, t.typbasetype, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE b.modifier END, b.depth + 1
  FROM base b
  JOIN pg_catalog.pg_type t ON t.oid = b.type AND t.typtype = 'd'
), domain AS MATERIALIZED (
  SELECT DISTINCT ON (b.oid) b.oid, b.type, b.modifier FROM base b ORDER BY b.oid, b.depth DESC
), blocker AS MATERIALIZED (
  -- What ALTER COLUMN … TYPE refuses to work around (RememberAllDependentForRebuilding in tablecmds.c).
  SELECT d.refobjid AS relation, d.refobjsubid AS attribute,
    pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) AS what
  FROM pg_catalog.pg_depend d
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
    AND (d.refobjid, d.refobjsubid) IN (SELECT r.relation, r.attribute FROM reached r)
    AND (d.classid IN (
        'pg_catalog.pg_rewrite'::pg_catalog.regclass, 'pg_catalog.pg_policy'::pg_catalog.regclass,
        'pg_catalog.pg_trigger'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass,
        'pg_catalog.pg_publication_rel'::pg_catalog.regclass)
      OR d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_attrdef a
          WHERE a.oid = d.objid AND a.adrelid = d.refobjid AND a.adnum = d.refobjsubid)
      -- From 15 on a generated column depends by itself, not through its expression.
      OR d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid > 0 AND d.objid = d.refobjid
        AND EXISTS (
          SELECT FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = d.objid AND a.attnum = d.objsubid AND a.attgenerated <> ''))
  UNION
  SELECT a.attrelid, a.attnum, 'the table from which the column is inherited'
  FROM pg_catalog.pg_attribute a
  WHERE a.attinhcount > 0 AND (a.attrelid, a.attnum::integer) IN (SELECT r.relation, r.attribute FROM reached r)
  UNION
  SELECT c.oid, r.attribute, 'the type of the typed table'
  FROM reached r JOIN pg_catalog.pg_class c ON c.oid = r.relation AND c.reloftype <> 0
)
SELECT
  r.sequence::bigint AS sequence_oid,
  r.relation::bigint AS table_oid,
  n.nspname::text AS schema,
  c.relname::text AS table_name,
  a.attname::text AS column_name,
  r.feed,
  r.locked,
  c.relispartition AS partition,
  a.attnum = ANY (p.partattrs::smallint[]) IS TRUE AS partition_key,
  d.oid IS NOT NULL AS domain,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared_type,
  pg_catalog.format_type(COALESCE(d.type, a.atttypid), NULL) AS base_type,
  COALESCE(d.modifier, a.atttypmod) AS modifier,
  EXISTS (
    SELECT FROM pg_catalog.pg_index i
    WHERE i.indrelid = r.relation AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
      AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS unique_key,
  ARRAY(
    SELECT b.what FROM blocker b
    WHERE b.relation = r.relation AND b.attribute = r.attribute AND b.what IS NOT NULL
    ORDER BY b.what LIMIT 5)::text[] AS blockers
FROM reached r
JOIN pg_catalog.pg_class c ON c.oid = r.relation
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = r.relation AND a.attnum = r.attribute AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = r.relation
LEFT JOIN domain d ON d.oid = a.atttypid
ORDER BY r.sequence, n.nspname, c.relname, a.attnum, r.feed
