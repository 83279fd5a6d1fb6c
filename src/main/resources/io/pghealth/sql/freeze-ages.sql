-- Reads: pg_class, pg_namespace, pg_roles, pg_stat_progress_vacuum, pg_stat_progress_cluster. Relations of this database that autovacuum should have frozen by now, catalogs, TOAST tables and other sessions' temporary tables among them, the oldest 200 by transaction and by multixact; with whether a vacuum is at work on each. 14 and later.
WITH working AS MATERIALIZED (
  SELECT p.relid FROM pg_catalog.pg_stat_progress_vacuum p
  WHERE p.datid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
  UNION ALL
  SELECT p.relid FROM pg_catalog.pg_stat_progress_cluster p
  WHERE p.datid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), stored AS MATERIALIZED (
  -- A TOAST table without options of its own follows its table's (autovacuum.c: do_autovacuum).
  SELECT c.oid, c.relname, c.relnamespace, c.relowner, c.relpages, c.relpersistence,
    pg_catalog.age(c.relfrozenxid)::bigint AS age, pg_catalog.mxid_age(c.relminmxid)::bigint AS multi_age,
    m.oid AS main_oid, m.relname AS main_name, m.relnamespace AS main_namespace,
    CASE WHEN c.relkind = 't' AND c.reloptions IS NULL THEN m.reloptions ELSE c.reloptions END AS options
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_class m ON c.relkind = 't' AND m.reltoastrelid = c.oid
  WHERE c.relkind IN ('r', 'm', 't') AND c.relfrozenxid <> '0'::pg_catalog.xid
), limited AS MATERIALIZED (
  SELECT s.*,
    LEAST(pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint,
      CASE WHEN s.options IS NOT NULL THEN (SELECT o.option_value::bigint FROM pg_catalog.pg_options_to_table(s.options) o WHERE o.option_name = 'autovacuum_freeze_max_age') END) AS max_age,
    LEAST(pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint,
      CASE WHEN s.options IS NOT NULL THEN (SELECT o.option_value::bigint FROM pg_catalog.pg_options_to_table(s.options) o WHERE o.option_name = 'autovacuum_multixact_freeze_max_age') END) AS multi_max_age
  FROM stored s
), due AS MATERIALIZED (
  SELECT l.*,
    pg_catalog.row_number() OVER (ORDER BY l.age DESC, l.oid) AS place,
    pg_catalog.row_number() OVER (ORDER BY l.multi_age DESC, l.oid) AS multi_place
  FROM limited l
  WHERE l.age >= l.max_age OR l.multi_age >= l.multi_max_age
)
SELECT
  d.oid::bigint AS oid,
  n.nspname::text AS schema,
  COALESCE(d.main_name, d.relname)::text AS name,
  CASE WHEN d.main_oid IS NOT NULL THEN d.relname END::text AS toast,
  d.relpersistence = 't' AS temporary,
  pg_catalog.substring(n.nspname::text, '^pg_temp_([0-9]+)$')::integer AS session,
  (SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.oid = d.relowner) AS owner,
  d.relpages::bigint * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
  d.age, d.max_age, d.multi_age, d.multi_max_age,
  EXISTS (SELECT FROM working w WHERE w.relid IN (d.oid, d.main_oid)) AS vacuumed,
  EXISTS (SELECT FROM working w WHERE w.relid IS NULL) AS hidden,
  current_user::text AS role
FROM due d
JOIN pg_catalog.pg_namespace n ON n.oid = COALESCE(d.main_namespace, d.relnamespace)
WHERE d.place <= 200 OR d.multi_place <= 200
ORDER BY d.oid
