-- Reads: pg_constraint, pg_index, pg_opclass, pg_amop, pg_operator, pg_collation. Which indexes can find the referencing rows of a foreign key, as ri_triggers.c asks for them: "referencing column = value" under the key's own operator and the collation that ri_GenerateQual gives it. Only enforced keys (conenforced). 18 and later.
WITH @scope@, key AS MATERIALIZED (
  SELECT k.oid, k.conname, k.conrelid, k.confrelid, k.conkey, k.confkey, k.conpfeqop
  FROM pg_catalog.pg_constraint k
  WHERE k.contype = 'f' AND k.conenforced
    AND k.conrelid IN (SELECT s.oid FROM scope s)
), key_column AS MATERIALIZED (
  SELECT k.oid, k.conrelid, k.conkey[p.position] AS attnum,
    CASE WHEN parent.attcollation <> child.attcollation AND NOT l.collisdeterministic
      THEN parent.attcollation ELSE child.attcollation END AS collation,
    CASE WHEN o.oprcom = 0 THEN o.oid ELSE o.oprcom END AS operator
  FROM key k
  CROSS JOIN LATERAL pg_catalog.generate_subscripts(k.conkey, 1) AS p(position)
  JOIN pg_catalog.pg_attribute child ON child.attrelid = k.conrelid AND child.attnum = k.conkey[p.position]
  JOIN pg_catalog.pg_attribute parent ON parent.attrelid = k.confrelid AND parent.attnum = k.confkey[p.position]
  JOIN pg_catalog.pg_operator o ON o.oid = k.conpfeqop[p.position]
  LEFT JOIN pg_catalog.pg_collation l ON l.oid = parent.attcollation
), served AS MATERIALIZED (
  SELECT c.oid AS constraint_oid, i.indexrelid, p.position, i.indpred IS NULL AND m.amname IN ('btree', 'hash') AS well
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
    -- Leading columns that are all referencing ones: those whose position is the number of served ones before.
    pg_catalog.count(DISTINCT v.position) FILTER (WHERE v.well AND v.position = v.rank - 1) AS leading
  FROM (
    SELECT w.*, pg_catalog.dense_rank() OVER (PARTITION BY w.constraint_oid, w.indexrelid ORDER BY w.position) AS rank
    FROM served w) v
  GROUP BY v.constraint_oid, v.indexrelid
)
SELECT k.oid::bigint AS oid, k.conname::text AS name,
  pg_catalog.array_agg(s.indexrelid::bigint ORDER BY s.indexrelid) AS indexes,
  pg_catalog.array_agg(s.leading::integer ORDER BY s.indexrelid) AS leading_columns
FROM key k
JOIN support s ON s.constraint_oid = k.oid
GROUP BY k.oid, k.conname
