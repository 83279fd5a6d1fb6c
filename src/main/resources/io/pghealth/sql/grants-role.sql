-- What one role has on the server, false where there is no such role (pg_roles); 14.
SELECT
  r.oid IS NOT NULL AS exists,
  COALESCE(r.rolcanlogin, false) AS may_login,
  COALESCE(pg_catalog.pg_has_role(r.oid, 'pg_monitor', 'USAGE'), false) AS monitor,
  false AS set_statements_track,
  false AS set_track_counts
FROM (VALUES (?::pg_catalog.text)) AS wanted(name)
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = wanted.name
