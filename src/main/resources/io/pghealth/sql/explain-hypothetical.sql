-- Reads: pg_extension, pg_namespace, pg_depend, pg_proc, pg_language. Where HypoPG is, if both functions are its own and in C, and the role may call them; 14 and later.
SELECT n.nspname
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = 'hypopg'
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  AND 2 = (
    SELECT count(DISTINCT p.proname)
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_proc p ON p.oid = d.objid
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND d.refobjid = e.oid
      AND d.deptype = 'e'
      AND p.pronamespace = n.oid
      AND l.lanname = 'c'
      AND (p.proname = 'hypopg_create_index' AND p.pronargs = 1
        OR p.proname = 'hypopg_reset' AND p.pronargs = 0)
      AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE'))
