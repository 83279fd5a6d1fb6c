-- Schemas with tables, views or sequences that are nobody's extension, what a role, or anybody, may
-- read there, and the owners whose later tables it could not read (pg_class, pg_default_acl); 14 and
-- later.
SELECT
  n.nspname AS name,
  COALESCE(
    pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE'),
    pg_catalog.has_schema_privilege('public', n.oid, 'USAGE')) AS may_use,
  COALESCE(pg_catalog.bool_and(COALESCE(
    pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT'),
    pg_catalog.has_table_privilege('public', c.oid, 'SELECT')))
    FILTER (WHERE c.relkind <> 'S'), true) AS may_select,
  pg_catalog.bool_and(COALESCE(
    pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT'),
    pg_catalog.has_table_privilege('public', c.oid, 'SELECT')))
    FILTER (WHERE c.relkind = 'S') AS may_read_sequences,
  COALESCE(
    pg_catalog.array_agg(DISTINCT o.rolname::pg_catalog.text ORDER BY o.rolname::pg_catalog.text)
      FILTER (WHERE c.relkind <> 'S' AND (r.oid IS NULL OR NOT (
        pg_catalog.pg_has_role(r.oid, 'pg_read_all_data', 'USAGE')
        OR EXISTS (
          SELECT 1
          FROM pg_catalog.pg_default_acl a,
            LATERAL pg_catalog.aclexplode(a.defaclacl) x
          WHERE a.defaclrole = c.relowner
            AND a.defaclobjtype = 'r'
            AND a.defaclnamespace IN (0, n.oid)
            AND x.privilege_type = 'SELECT'
            AND x.grantee IN (0, r.oid))))),
    '{}') AS owners
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ?
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND n.nspname !~ '^pg_(toast|temp_|toast_temp_)'
  AND NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.objid = c.oid AND d.deptype = 'e')
GROUP BY n.oid, n.nspname, r.oid
ORDER BY n.nspname
