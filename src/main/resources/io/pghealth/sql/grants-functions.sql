-- Owners, other than superusers and extensions, of functions in languages that run their code, which
-- a role, or anybody, may execute (pg_proc, pg_language); 14 and later.
SELECT DISTINCT o.rolname::pg_catalog.text AS owner
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ?
WHERE l.lanname NOT IN ('internal', 'c')
  AND NOT o.rolsuper
  AND COALESCE(
    pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE'),
    pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE'))
  AND NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY owner
