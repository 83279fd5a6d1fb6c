-- Reads: pg_constraint, pg_index, pg_opclass, pg_amop, pg_operator, pg_type, pg_collation. Which indexes can find the referencing rows of a foreign key, as ri_triggers.c asks for them: "referencing column = value" under the key's own operator and the collation that ri_GenerateQual and the type of its parameter give it. Only enforced keys (conenforced). 18 and later.
WITH @scope@, key AS MATERIALIZED (
  SELECT k.oid, k.conname, k.conrelid, k.confrelid, k.conkey, k.confkey, k.conpfeqop
  FROM pg_catalog.pg_constraint k
  WHERE k.contype = 'f' AND k.conenforced
    AND k.conrelid IN (SELECT s.oid FROM scope s)
), key_column AS MATERIALIZED (
  SELECT k.oid, k.conrelid, k.conkey[p.position] AS attnum,
    CASE
      WHEN NOT l.collisdeterministic THEN parent.attcollation
      -- Of two implicit collations one that is not the default (100) prevails: the one of the type name, and of domains.
      WHEN child.attcollation = 100 AND q.typcollation <> 0 THEN q.typcollation
      ELSE child.attcollation
    END AS collation,
    CASE WHEN o.oprcom = 0 THEN o.oid ELSE o.oprcom END AS operator
  FROM key k
  CROSS JOIN LATERAL pg_catalog.generate_subscripts(k.conkey, 1) AS p(position)
  JOIN pg_catalog.pg_attribute child ON child.attrelid = k.conrelid AND child.attnum = k.conkey[p.position]
  JOIN pg_catalog.pg_attribute parent ON parent.attrelid = k.confrelid AND parent.attnum = k.confkey[p.position]
  JOIN pg_catalog.pg_operator o ON o.oid = k.conpfeqop[p.position]
  JOIN pg_catalog.pg_type q ON q.oid = parent.atttypid
  LEFT JOIN pg_catalog.pg_collation l ON l.oid = parent.attcollation
), served AS MATERIALIZED (
  SELECT c.oid AS constraint_oid, i.indexrelid, p.position, c.attnum, i.indpred IS NOT NULL AS partial, m.amname IN ('btree', 'hash') AS ordered
  FROM key_column c
  JOIN pg_catalog.pg_index i ON i.indrelid = c.conrelid AND i.indisvalid AND i.indisready AND i.indislive
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = x.relam
  CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS p(position)
  JOIN pg_catalog.pg_opclass s ON s.oid = i.indclass[p.position]
  WHERE i.indkey[p.position] = c.attnum
    AND (i.indcollation[p.position] = 0 OR i.indcollation[p.position] = c.collation)
    AND EXISTS (
      SELECT FROM pg_catalog.pg_amop a
      WHERE a.amopfamily = s.opcfamily AND a.amopopr = c.operator AND a.amoppurpose = 's')
), support AS (
  SELECT v.constraint_oid, v.indexrelid,
    pg_catalog.bool_or(v.partial) AS partial,
    pg_catalog.array_agg(DISTINCT v.attnum::integer) AS columns,
    -- Leading columns that are all referencing ones: those whose position is the number of served ones before.
    pg_catalog.array_agg(DISTINCT v.attnum::integer) FILTER (WHERE v.ordered AND v.position = v.rank - 1) AS leading
  FROM (
    SELECT w.*, pg_catalog.dense_rank() OVER (PARTITION BY w.constraint_oid, w.indexrelid ORDER BY w.position) AS rank
    FROM served w) v
  GROUP BY v.constraint_oid, v.indexrelid
)
SELECT k.oid::bigint AS oid, k.conname::text AS name, s.indexrelid::bigint AS index_oid, s.partial, s.columns, s.leading
FROM key k
JOIN support s ON s.constraint_oid = k.oid
ORDER BY k.oid, s.indexrelid
