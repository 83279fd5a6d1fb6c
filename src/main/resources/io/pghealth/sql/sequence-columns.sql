-- Reads: pg_depend, pg_attrdef, pg_constraint, pg_attribute, pg_type, pg_index, pg_inherits, pg_trigger, pg_statistic_ext, pg_partitioned_table, pg_locks. Columns that the sequences asked for, and those that feed a partition, feed (identity, a default that is its plain nextval, OWNED BY) and, from key to key, those that reference them. 14 and later.
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
  JOIN pg_catalog.pg_class t ON t.oid = a.adrelid
  WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjid IN (SELECT s.oid FROM sequence s)
    -- Another session's: it goes with it, and nobody else can alter it.
    AND t.relpersistence <> 't'
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
), heir(relation, attribute, oid, number) AS (
  -- What a change of the type comes to: the column, and those of partitions and children that inherit it.
  SELECT r.relation, r.attribute, r.relation, r.attribute FROM reached r
  UNION
  SELECT h.relation, h.attribute, i.inhrelid, c.attnum::integer
  FROM heir h
  JOIN pg_catalog.pg_inherits i ON i.inhparent = h.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = h.oid AND a.attnum = h.number
  JOIN pg_catalog.pg_attribute c ON c.attrelid = i.inhrelid AND c.attname = a.attname AND c.attinhcount > 0
), row_type(relation, attribute, oid) AS (
  -- The row types that change, and what is made of them (find_composite_type_dependencies in tablecmds.c).
  SELECT h.relation, h.attribute, c.reltype
  FROM heir h
  JOIN pg_catalog.pg_class c ON c.oid = h.oid AND c.reltype <> 0
  UNION
  SELECT w.relation, w.attribute,
    CASE WHEN d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass THEN d.objid ELSE c.reltype END
  FROM row_type w
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = w.oid
  LEFT JOIN pg_catalog.pg_class c ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objid
    AND c.relkind IN ('v', 'c', 'f') AND c.reltype <> 0
  WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass OR c.oid IS NOT NULL
), blocker AS MATERIALIZED (
  -- What ALTER COLUMN … TYPE refuses to work around (RememberAllDependentForRebuilding in tablecmds.c).
  SELECT h.relation, h.attribute, pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) AS what
  FROM heir h
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjid = h.oid AND d.refobjsubid = h.number
  WHERE d.refobjsubid > 0
    AND (d.classid IN (
        'pg_catalog.pg_rewrite'::pg_catalog.regclass, 'pg_catalog.pg_policy'::pg_catalog.regclass,
        'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_publication_rel'::pg_catalog.regclass)
      -- That of a partition goes with the one above it.
      OR d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
        AND (h.oid = h.relation OR EXISTS (
          SELECT FROM pg_catalog.pg_trigger t WHERE t.oid = d.objid AND t.tgparentid = 0))
      OR d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_attrdef a
          WHERE a.oid = d.objid AND a.adrelid = d.refobjid AND a.adnum = d.refobjsubid)
        AND (h.oid = h.relation OR NOT EXISTS (
          SELECT
          FROM pg_catalog.pg_attrdef a
          JOIN pg_catalog.pg_attribute g ON g.attrelid = a.adrelid AND g.attnum = a.adnum
          WHERE a.oid = d.objid AND g.attinhcount > 0))
      -- From 15 on a generated column depends by itself, not through its expression.
      OR d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid > 0 AND d.objid = d.refobjid
        AND EXISTS (
          SELECT FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = d.objid AND a.attnum = d.objsubid AND a.attgenerated <> ''
            AND (h.oid = h.relation OR a.attinhcount = 0)))
  UNION
  SELECT w.relation, w.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid, a.attnum)
      || ', which is of the row type'
  FROM row_type w
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = w.oid
    AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'i', 't', 'm', 'p', 'I')
  -- An index over an expression depends as a whole.
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objid AND NOT a.attisdropped
    AND (a.attnum = d.objsubid OR d.objsubid = 0 AND a.attnum > 0 AND a.atttypid = w.oid)
  UNION
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, h.oid, 0)
  FROM heir h
  JOIN pg_catalog.pg_class c ON c.oid = h.oid AND (c.relkind = 'v' OR c.relpersistence = 't')
  UNION
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, h.oid, 0)
      || ', which has it in its partition key'
  FROM heir h
  JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = h.oid
  WHERE h.number = ANY (p.partattrs::smallint[])
    OR p.partexprs::text ~ (':varattno ' || h.number || ' ')
  UNION
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, h.oid, 0)
      || ', which inherits it from another table too'
  FROM heir h
  JOIN pg_catalog.pg_attribute a ON a.attrelid = h.oid AND a.attnum = h.number
  WHERE h.oid <> h.relation
    AND a.attinhcount > (
      SELECT pg_catalog.count(*)
      FROM pg_catalog.pg_inherits i
      JOIN heir o ON o.oid = i.inhparent AND o.relation = h.relation AND o.attribute = h.attribute
      WHERE i.inhrelid = h.oid)
  UNION
  -- From 18 on NOT NULL is made anew too: that of the parent comes to the heir, which has it by another name.
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, h.oid, 0)
      || ', which has a NOT NULL of its own for it'
  FROM heir h
  JOIN pg_catalog.pg_constraint k ON k.conrelid = h.oid AND k.contype = 'n' AND k.conkey[1] = h.number
    AND k.coninhcount > 0 AND k.conislocal
  WHERE h.oid <> h.relation
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_constraint o
      WHERE o.conrelid = h.relation AND o.contype = 'n' AND o.conkey[1] = h.attribute AND o.conname = k.conname)
  UNION
  SELECT c.oid, r.attribute, 'the type of the typed table'
  FROM reached r JOIN pg_catalog.pg_class c ON c.oid = r.relation AND c.reloftype <> 0
), expression AS MATERIALIZED (
  -- What is printed and read again with the column's new type: it can come back with casts.
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0) AS what
  FROM heir h
  JOIN pg_catalog.pg_index i ON i.indrelid = h.oid
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND (h.oid = h.relation OR NOT c.relispartition)
  WHERE pg_catalog.concat(i.indexprs::text, i.indpred::text) ~ (':varattno ' || h.number || ' ')
  UNION
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 0)
  FROM heir h
  JOIN pg_catalog.pg_constraint k ON k.conrelid = h.oid AND k.contype = 'c' AND h.number = ANY (k.conkey)
    AND (h.oid = h.relation OR k.coninhcount = 0)
  UNION
  SELECT h.relation, h.attribute,
    pg_catalog.pg_describe_object('pg_catalog.pg_statistic_ext'::pg_catalog.regclass, e.oid, 0)
  FROM heir h
  JOIN pg_catalog.pg_statistic_ext e ON e.stxrelid = h.oid
  WHERE e.stxexprs::text ~ (':varattno ' || h.number || ' ')
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
  CASE WHEN a.attinhcount = 0 THEN 'OWN'
    WHEN EXISTS (
      SELECT
      FROM heir h
      JOIN reached o ON o.relation = h.relation AND o.attribute = h.attribute
      WHERE h.oid = r.relation AND h.number = r.attribute AND h.relation <> r.relation
        AND o.sequence = r.sequence) THEN 'LISTED'
    ELSE 'INHERITED' END AS descent,
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
    ORDER BY b.what LIMIT 5)::text[] AS blockers,
  ARRAY(
    SELECT e.what FROM expression e
    WHERE e.relation = r.relation AND e.attribute = r.attribute AND e.what IS NOT NULL
    ORDER BY e.what LIMIT 5)::text[] AS expressions,
  h.schemas AS child_schemas,
  h.names AS child_names
FROM reached r
JOIN pg_catalog.pg_class c ON c.oid = r.relation
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = r.relation AND a.attnum = r.attribute AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = r.relation
LEFT JOIN domain d ON d.oid = a.atttypid
CROSS JOIN LATERAL (
  -- ANALYZE of a partitioned table comes to its partitions, that of a parent not to its children.
  SELECT
    COALESCE(pg_catalog.array_agg(m.nspname::text ORDER BY m.nspname, o.relname), '{}') AS schemas,
    COALESCE(pg_catalog.array_agg(o.relname::text ORDER BY m.nspname, o.relname), '{}') AS names
  FROM heir h
  JOIN pg_catalog.pg_class o ON o.oid = h.oid AND NOT o.relispartition
  JOIN pg_catalog.pg_namespace m ON m.oid = o.relnamespace
  WHERE h.relation = r.relation AND h.attribute = r.attribute AND h.oid <> r.relation
) h
ORDER BY r.sequence, n.nspname, c.relname, a.attnum, r.feed
