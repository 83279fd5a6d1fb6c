-- Reads: pg_constraint, pg_class, pg_type, pg_depend, pg_locks. Constraints that are enforced and were never validated; of tables under or awaited in ACCESS EXCLUSIVE without their definition. A constraint that is NOT ENFORCED is never validated either: left out. 18 and later.
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT k.*,
    k.conrelid IN (SELECT l.relation FROM locked l) OR k.confrelid IN (SELECT l.relation FROM locked l) AS locked
  FROM pg_catalog.pg_constraint k
  WHERE NOT k.convalidated AND k.conenforced
    AND k.contype IN ('c', 'f', 'n')
    AND k.coninhcount = 0
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.deptype = 'e'
        AND (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = k.conrelid
          OR d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = k.contypid))
)
SELECT
  n.nspname::text AS schema,
  COALESCE(c.relname, t.typname)::text AS owner,
  k.contypid <> 0 AS domain,
  c.relkind = 'p' IS TRUE AS partitioned,
  k.conname::text AS name,
  k.contype::text AS kind,
  k.locked,
  fn.nspname::text AS referenced_schema,
  f.relname::text AS referenced_table,
  CASE WHEN NOT k.locked THEN pg_catalog.pg_get_constraintdef(k.oid) END AS definition,
  pg_catalog.obj_description(k.oid, 'pg_constraint') AS comment
FROM candidate k
LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
JOIN pg_catalog.pg_namespace n ON n.oid = COALESCE(c.relnamespace, t.typnamespace)
LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND (c.oid IS NULL OR c.relkind IN ('r', 'p') AND c.relpersistence <> 't')
ORDER BY n.nspname, owner, k.conname
