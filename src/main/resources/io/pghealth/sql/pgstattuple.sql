-- Reads: pg_extension, pg_depend, pg_proc, pg_available_extensions. Whether an index can be measured here. 14 and later.
SELECT f.schema, COALESCE(f.usable, false) AS usable, COALESCE(f.executable, false) AS executable, current_user::text AS role,
  EXISTS (SELECT FROM pg_catalog.pg_available_extensions a WHERE a.name = 'pgstattuple') AS available
FROM (SELECT) AS one
LEFT JOIN (
  SELECT n.nspname::text AS schema,
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usable,
    pg_catalog.has_function_privilege(p.oid, 'EXECUTE') AS executable
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND d.refobjid = e.oid AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'e'
  JOIN pg_catalog.pg_proc p ON p.oid = d.objid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE e.extname = 'pgstattuple'
    AND p.proname = 'pgstatindex'
    AND p.proargtypes = ARRAY['pg_catalog.regclass'::pg_catalog.regtype]::pg_catalog.oidvector
) f ON true
