-- Reads: pg_settings, pg_db_role_setting, pg_roles, pg_database. Sessions of whom this instance keeps no counters in this database (track_counts is off), by what turned them off. What holds for our own role alone says nothing of others: it only hides what the files say. 14 and later.
WITH here AS MATERIALIZED (
  SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
), stored AS MATERIALIZED (
  -- Any spelling that PostgreSQL reads as a boolean is kept as it was written.
  SELECT r.setdatabase, r.setrole,
    pg_catalog.substr(v.item, pg_catalog.strpos(v.item, '=') + 1) ~* '^(f|n|of|0)' AS off
  FROM pg_catalog.pg_db_role_setting r
  CROSS JOIN LATERAL pg_catalog.unnest(r.setconfig) AS v(item)
  WHERE v.item LIKE 'track\_counts=%'
    AND r.setdatabase IN (SELECT 0::pg_catalog.oid UNION ALL SELECT h.oid FROM here h)
), everyone AS MATERIALIZED (
  -- What a database's setting says comes before what all roles' says.
  SELECT s.setdatabase, s.off FROM stored s WHERE s.setrole = 0 ORDER BY s.setdatabase DESC LIMIT 1
), role AS MATERIALIZED (
  SELECT DISTINCT ON (s.setrole) s.setrole, s.setdatabase, s.off
  FROM stored s
  WHERE s.setrole <> 0
  ORDER BY s.setrole, s.setdatabase DESC
)
SELECT CASE
    WHEN s.source NOT IN ('default', 'environment variable', 'configuration file', 'command line') THEN 'HIDDEN'
    WHEN s.source = 'command line' THEN 'COMMAND_LINE'
    ELSE 'SERVER'
  END AS scope, CURRENT_USER::text AS name
FROM pg_catalog.pg_settings s
WHERE s.name = 'track_counts'
  AND NOT EXISTS (SELECT FROM everyone)
  AND (s.reset_val = 'off' OR s.source NOT IN ('default', 'environment variable', 'configuration file', 'command line'))
UNION ALL
SELECT CASE WHEN e.setdatabase = 0 THEN 'ALL_ROLES' ELSE 'DATABASE' END, pg_catalog.current_database()::text
FROM everyone e
WHERE e.off
UNION ALL
SELECT CASE WHEN r.setdatabase = 0 THEN 'ROLE' ELSE 'ROLE_IN_DATABASE' END, a.rolname::text
FROM role r
JOIN pg_catalog.pg_roles a ON a.oid = r.setrole
WHERE r.off
  AND a.rolcanlogin
  AND a.rolname <> CURRENT_USER
  AND pg_catalog.has_database_privilege(a.oid, (SELECT h.oid FROM here h), 'CONNECT')
ORDER BY 1, 2
