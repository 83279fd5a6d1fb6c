-- Owners of functions that planning might run as this role (pg_proc): those that it may execute, in
-- a language other than internal and c, that belong neither to a superuser nor to an extension nor
-- to an owner who is trusted; 14 and later.
SELECT r.rolname
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
JOIN pg_catalog.pg_roles r ON r.oid = p.proowner
WHERE l.lanname NOT IN ('internal', 'c')
  AND NOT r.rolsuper
  AND r.rolname <> ALL (?::pg_catalog.text[])
  AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE')
  AND NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND d.objid = p.oid
      AND d.deptype = 'e')
GROUP BY r.rolname
ORDER BY r.rolname
LIMIT 20
