-- Where pg_stat_statements is, in this database, and how many entries it holds; 14 and later.
SELECT n.nspname AS schema,
       pg_catalog.current_setting('pg_stat_statements.max', true)::pg_catalog.int4 AS max_entries,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usable,
       current_user::pg_catalog.text AS role
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 WHERE e.extname = 'pg_stat_statements'
   -- Only a superuser makes functions in C: one of that name by somebody else is not called.
   AND EXISTS (SELECT 1
                 FROM pg_catalog.pg_depend d
                 JOIN pg_catalog.pg_proc p ON p.oid = d.objid
                 JOIN pg_catalog.pg_language l ON l.oid = p.prolang
                WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                  AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                  AND d.refobjid = e.oid
                  AND d.deptype = 'e'
                  AND p.proname = 'pg_stat_statements'
                  AND p.pronamespace = n.oid
                  AND p.pronargs = 1
                  AND l.lanname = 'c')
