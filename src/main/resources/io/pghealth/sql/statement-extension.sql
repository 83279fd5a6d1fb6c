-- Where pg_stat_statements is, in this database, how many entries it holds, and what else there
-- keeps plans (pg_extension; Aurora's function in pg_proc); 14 and later.
SELECT n.nspname AS schema,
       pg_catalog.current_setting('pg_stat_statements.max', true)::pg_catalog.int4 AS max_entries,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usable,
       current_user::pg_catalog.text AS role,
       ARRAY(SELECT pg_catalog.concat_ws(' ', o.extname, o.extversion)
               FROM pg_catalog.pg_extension o
              WHERE o.extname = 'pg_store_plans'
                 OR o.extname = 'pg_stat_plans' AND o.extversion LIKE '2.%'
              UNION
             SELECT p.proname
               FROM pg_catalog.pg_proc p
              WHERE p.proname = 'aurora_stat_plans'
                AND p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
              ORDER BY 1) AS plan_sources
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
