-- Reads: pg_collation, pg_index, pg_attribute, pg_range, pg_depend, pg_opclass, pg_proc, pg_partitioned_table, pg_database. Collations in use whose recorded version is not the one that the server's library has now, each with the indexes that must be rebuilt. One without a schema is the database's own. 15 and later.
WITH keyed AS MATERIALIZED (
  SELECT i.indexrelid, i.indcollation[p.position]::pg_catalog.oid AS collation, o.opcname, m.amname
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
  CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS p(position)
  JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[p.position]
  WHERE i.indcollation[p.position] <> 0
), used AS MATERIALIZED (
  SELECT k.collation FROM keyed k
  UNION SELECT a.attcollation FROM pg_catalog.pg_attribute a WHERE a.attcollation <> 0 AND a.attrelid >= 16384 AND NOT a.attisdropped
  UNION SELECT r.rngcollation FROM pg_catalog.pg_range r WHERE r.rngcollation <> 0
  UNION SELECT d.refobjid FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_catalog.pg_collation'::pg_catalog.regclass
), changed AS MATERIALIZED (
  SELECT l.oid, n.nspname::text AS schema, l.collname::text AS name, l.collversion AS recorded, v.actual,
    l.collisdeterministic AS deterministic
  FROM pg_catalog.pg_collation l
  JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
  CROSS JOIN LATERAL (SELECT pg_catalog.pg_collation_actual_version(l.oid) AS actual OFFSET 0) AS v
  WHERE l.collversion IS NOT NULL AND l.collversion <> v.actual
), stale AS MATERIALIZED (
  -- What is in use takes longer to find out, and seldom must be.
  SELECT c.* FROM changed c WHERE c.oid IN (SELECT u.collation FROM used u)
  UNION ALL
  -- 15 and 16 call the locale of ICU daticulocale, 17 and later datlocale.
  SELECT 100, NULL, COALESCE(pg_catalog.to_jsonb(d)->>'datlocale', pg_catalog.to_jsonb(d)->>'daticulocale', d.datcollate::text), d.datcollversion, v.actual, true
  FROM pg_catalog.pg_database d
  CROSS JOIN LATERAL (SELECT pg_catalog.pg_database_collation_actual_version(d.oid) AS actual OFFSET 0) AS v
  WHERE d.datname = pg_catalog.current_database()
    AND d.datcollversion IS NOT NULL AND d.datcollversion <> v.actual
), affected AS MATERIALIZED (
  -- What orders or hashes by bytes does not ask the library.
  SELECT k.indexrelid, s.oid AS collation
  FROM keyed k
  JOIN stale s ON s.oid = k.collation
  WHERE k.opcname NOT LIKE '%\_pattern\_ops' AND NOT (k.amname = 'hash' AND s.deterministic)
  UNION
  SELECT a.attrelid, s.oid
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts
  JOIN pg_catalog.pg_range r ON r.rngtypid = a.atttypid
  JOIN stale s ON s.oid = r.rngcollation
  UNION
  -- A collation named within an expression or a predicate.
  SELECT d.objid, s.oid
  FROM pg_catalog.pg_depend d
  JOIN stale s ON s.oid = d.refobjid
  WHERE d.refclassid = 'pg_catalog.pg_collation'::pg_catalog.regclass
    AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.objid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
  UNION
  -- jsonb orders strings by the database's own collation (compareJsonbScalarValue in jsonb_util.c).
  SELECT i.indexrelid, s.oid
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_opclass o ON o.oid = ANY (i.indclass) AND o.opcintype = 'pg_catalog.jsonb'::pg_catalog.regtype
  JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod AND m.amname = 'btree'
  JOIN stale s ON s.oid = 100
  UNION
  -- That collation is recorded nowhere as a dependency: an expression or a predicate tells what it
  -- asks it for. Comparisons, changes of case, regular expressions, and functions that are not the
  -- server's own; what goes by bytes (=, LIKE, ->>, length) takes no part in it.
  SELECT i.indexrelid, s.oid
  FROM pg_catalog.pg_index i
  CROSS JOIN LATERAL (SELECT pg_catalog.concat(i.indexprs::text, i.indpred::text) AS tree) AS e
  JOIN stale s ON s.oid = 100
  WHERE (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
    AND (e.tree ~ ':minmaxcollid \d+ :inputcollid 100 '
      OR EXISTS (
        SELECT FROM pg_catalog.regexp_matches(e.tree, ':(?:opfuncid|funcid) (\d+) [^{}]*?:inputcollid 100 ', 'g') AS f(id)
        LEFT JOIN pg_catalog.pg_proc p ON p.oid = f.id[1]::pg_catalog.oid
        WHERE p.oid >= 16384
          OR p.proname::text = ANY ('{text_lt,text_le,text_gt,text_ge,text_larger,text_smaller,bttextcmp,bpcharlt,bpcharle,bpchargt,bpcharge,bpcharcmp,lower,upper,initcap,casefold,texticlike,texticnlike,bpchariclike,bpcharicnlike,textregexeq,textregexne,texticregexeq,texticregexne,bpcharregexeq,bpcharregexne,bpcharicregexeq,bpcharicregexne,regexp_match,regexp_matches,regexp_replace,regexp_substr,regexp_like,regexp_count,regexp_instr,regexp_split_to_array}'::text[])))
), listed AS (
  SELECT f.collation, n.nspname::text AS schema, c.relname::text AS name, t.relname::text AS table_name, i.indisexclusion
  FROM affected f
  JOIN pg_catalog.pg_index i ON i.indexrelid = f.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = f.indexrelid AND c.relkind = 'i' AND c.relpersistence <> 't'
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
)
SELECT s.schema AS collation_schema, s.name AS collation, s.recorded, s.actual,
  -- Lists and hashes of a deterministic collation go by bytes.
  s.oid IN (SELECT p.oid FROM pg_catalog.pg_partitioned_table k
    CROSS JOIN LATERAL pg_catalog.unnest(k.partcollation) AS p(oid) WHERE k.partstrat = 'r' OR NOT s.deterministic) AS partitions,
  x.schema, x.name, x.table_name, COALESCE(x.indisexclusion, false) AS exclusion
FROM stale s
LEFT JOIN listed x ON x.collation = s.oid
ORDER BY s.schema NULLS FIRST, s.name, x.schema, x.name
