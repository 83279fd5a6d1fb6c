-- Reads: pg_constraint, pg_attribute, pg_type, pg_operator, pg_collation, pg_cast. Every enforced foreign key with its referencing columns, those of partitions among them; the collation of the look-up where it is not the column's own, as ri_GenerateQual (ri_triggers.c) gives it; whether the key's operator takes the column as it is. Waits for no lock. 18 and later.
WITH @scope@
SELECT
  k.oid::bigint AS oid,
  NULLIF(k.conparentid, 0::oid)::bigint AS parent_oid,
  k.conname::text AS name,
  k.conrelid::bigint AS table_oid,
  k.confrelid::bigint AS referenced_oid,
  k.confdeltype::text AS on_delete,
  k.conperiod AS period,
  c.numbers, c.names, c.collation_schemas, c.collations, c.direct
FROM pg_catalog.pg_constraint k
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(child.attnum::integer ORDER BY p.position) AS numbers,
    pg_catalog.array_agg(child.attname::text ORDER BY p.position) AS names,
    pg_catalog.array_agg(COALESCE(ln.nspname::text, '') ORDER BY p.position) AS collation_schemas,
    pg_catalog.array_agg(COALESCE(l.collname::text, '') ORDER BY p.position) AS collations,
    pg_catalog.bool_and(
      COALESCE(NULLIF(t.typbasetype, 0::oid), t.oid) = o.oprright
      OR r.typtype = 'p'
      OR EXISTS (
        SELECT FROM pg_catalog.pg_cast s
        WHERE s.castsource = COALESCE(NULLIF(t.typbasetype, 0::oid), t.oid)
          AND s.casttarget = o.oprright AND s.castmethod = 'b')) AS direct
  FROM pg_catalog.generate_subscripts(k.conkey, 1) AS p(position)
  JOIN pg_catalog.pg_attribute child ON child.attrelid = k.conrelid AND child.attnum = k.conkey[p.position]
  JOIN pg_catalog.pg_attribute parent ON parent.attrelid = k.confrelid AND parent.attnum = k.confkey[p.position]
  JOIN pg_catalog.pg_type t ON t.oid = child.atttypid
  JOIN pg_catalog.pg_operator o ON o.oid = k.conpfeqop[p.position]
  JOIN pg_catalog.pg_type r ON r.oid = o.oprright
  LEFT JOIN pg_catalog.pg_collation l
    ON l.oid = parent.attcollation AND parent.attcollation <> child.attcollation AND NOT l.collisdeterministic
  LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
) c
WHERE k.contype = 'f' AND k.conenforced
  AND k.conrelid IN (SELECT s.oid FROM scope s)
