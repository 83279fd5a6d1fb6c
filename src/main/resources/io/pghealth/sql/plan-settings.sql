-- Settings that the planner reads, of the server, this database and its roles; 14 and later.
-- The server's value is known only where no role's or database's setting covers it in this session.
SELECT 'SERVER' AS scope, NULL::pg_catalog.text AS role, s.name, s.reset_val AS value
  FROM pg_catalog.pg_settings s
 WHERE s.source IN ('default', 'configuration file', 'command line', 'environment variable')
   AND (s.name LIKE 'enable\_%' OR s.name LIKE '%\_cost' OR s.name LIKE 'jit%' OR s.name LIKE 'geqo%'
        OR s.name LIKE '%\_collapse\_limit' OR s.name = ANY (?))
   AND s.name !~ '^(log_|auto_explain|vacuum_|autovacuum_)'
 UNION ALL
SELECT CASE WHEN r.setrole = 0 THEN 'DATABASE'
            WHEN r.setdatabase = 0 THEN 'ROLE' ELSE 'ROLE_IN_DATABASE' END,
       a.rolname,
       pg_catalog.split_part(v.item, '=', 1),
       pg_catalog.substr(v.item, pg_catalog.strpos(v.item, '=') + 1)
  FROM pg_catalog.pg_db_role_setting r
  LEFT JOIN pg_catalog.pg_roles a ON a.oid = r.setrole
 CROSS JOIN LATERAL pg_catalog.unnest(r.setconfig) AS v(item)
 WHERE r.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database d
                              WHERE d.datname = pg_catalog.current_database()))
