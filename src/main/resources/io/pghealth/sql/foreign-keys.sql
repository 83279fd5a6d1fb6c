-- Reads: pg_constraint, pg_attribute, pg_type, pg_operator, pg_collation, pg_cast, pg_opclass, pg_amop. Every enforced foreign key with its referencing columns, those of partitions among them; the collation of the look-up where it is not the column's own, as ri_GenerateQual (ri_triggers.c) and the type of its parameter give it; the btree operator class that an index has to name for the look-up; whether the key's operator takes the column as it is. Waits for no lock. 14 to 17.
WITH @scope@
SELECT
  k.oid::bigint AS oid,
  NULLIF(k.conparentid, 0::oid)::bigint AS parent_oid,
  k.conname::text AS name,
  k.conrelid::bigint AS table_oid,
  k.confrelid::bigint AS referenced_oid,
  k.confdeltype::text AS on_delete,
  false AS period,
  c.numbers, c.names, c.collation_schemas, c.collations, c.opclass_schemas, c.opclasses, c.direct
FROM pg_catalog.pg_constraint k
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(child.attnum::integer ORDER BY p.position) AS numbers,
    pg_catalog.array_agg(child.attname::text ORDER BY p.position) AS names,
    pg_catalog.array_agg(COALESCE(ln.nspname::text, '') ORDER BY p.position) AS collation_schemas,
    pg_catalog.array_agg(COALESCE(l.collname::text, '') ORDER BY p.position) AS collations,
    pg_catalog.array_agg(COALESCE(n.schema, '') ORDER BY p.position) AS opclass_schemas,
    pg_catalog.array_agg(COALESCE(n.name, '') ORDER BY p.position) AS opclasses,
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
  JOIN pg_catalog.pg_type q ON q.oid = parent.atttypid
  LEFT JOIN pg_catalog.pg_collation g ON g.oid = parent.attcollation
  -- Of two implicit collations one that is not the default (100) prevails: the one of the type name, and of domains.
  LEFT JOIN pg_catalog.pg_collation l
    ON l.oid <> child.attcollation
      AND l.oid = CASE
        WHEN NOT g.collisdeterministic THEN g.oid
        WHEN child.attcollation = 100 AND q.typcollation <> 0 THEN q.typcollation
      END
  LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
  -- Where an index without one gets a class (GetDefaultOpClass in indexcmds.c) that lacks the operator.
  LEFT JOIN LATERAL (
    SELECT s.opcname::text AS name, sn.nspname::text AS schema
    FROM pg_catalog.pg_opclass s
    JOIN pg_catalog.pg_am m ON m.oid = s.opcmethod AND m.amname = 'btree'
    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.opcnamespace
    JOIN pg_catalog.pg_amop a
      ON a.amopfamily = s.opcfamily AND a.amoppurpose = 's'
        AND a.amopopr = CASE WHEN o.oprcom = 0 THEN o.oid ELSE o.oprcom END
    WHERE s.opcintype = o.oprright
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_opclass d
        JOIN pg_catalog.pg_type dt ON dt.oid = d.opcintype
        JOIN pg_catalog.pg_amop da
          ON da.amopfamily = d.opcfamily AND da.amoppurpose = 's' AND da.amopopr = a.amopopr
        WHERE d.opcdefault AND d.opcmethod = s.opcmethod
          AND (d.opcintype = COALESCE(NULLIF(t.typbasetype, 0::oid), t.oid)
            OR dt.typispreferred
              AND EXISTS (
                SELECT FROM pg_catalog.pg_cast w
                WHERE w.castsource = COALESCE(NULLIF(t.typbasetype, 0::oid), t.oid)
                  AND w.casttarget = d.opcintype AND w.castmethod = 'b' AND w.castcontext = 'i')
              AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_opclass x
                WHERE x.opcdefault AND x.opcmethod = s.opcmethod
                  AND x.opcintype = COALESCE(NULLIF(t.typbasetype, 0::oid), t.oid))))
    ORDER BY s.opcdefault DESC, s.opcname
    LIMIT 1
  ) n ON r.typtype <> 'p'
) c
WHERE k.contype = 'f'
  AND k.conrelid IN (SELECT s.oid FROM scope s)
