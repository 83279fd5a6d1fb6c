-- Databases that allow connections and are no template (pg_database, pg_stat_database); 14 and
-- later. A connection limit of -2 marks one whose DROP was interrupted.
SELECT
  d.oid,
  d.datname,
  s.stats_reset,
  pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS may_connect
FROM pg_catalog.pg_database d
LEFT JOIN pg_catalog.pg_stat_database s ON s.datid = d.oid
WHERE d.datallowconn AND NOT d.datistemplate AND d.datconnlimit <> -2
ORDER BY d.datname
