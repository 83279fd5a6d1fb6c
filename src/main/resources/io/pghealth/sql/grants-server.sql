-- Who asks, and what the server has loaded (pg_roles, pg_settings); 14 and later.
-- A setting of a library that is not loaded is a placeholder, and always a string.
SELECT
  current_user::pg_catalog.text AS login,
  r.rolsuper OR r.rolcreaterole AS administrator,
  pg_catalog.pg_is_in_recovery() AS standby,
  EXISTS (
    SELECT 1 FROM pg_catalog.pg_settings s
    WHERE s.name = 'pg_stat_statements.max' AND s.vartype = 'integer') AS statements_loaded,
  (SELECT s.setting FROM pg_catalog.pg_settings s
   WHERE s.name = 'shared_preload_libraries') AS preloaded
FROM pg_catalog.pg_roles r
WHERE r.rolname = current_user
