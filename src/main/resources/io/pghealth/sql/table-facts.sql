-- Reads: pg_class, pg_namespace, pg_inherits, pg_index, pg_depend, pg_locks. Every user table, materialized view and partitioned table with its TOAST table's options; of those locked only what needs no lock. 14 and later.
WITH @scope@, locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT c.*, n.nspname, c.oid IN (SELECT l.relation FROM locked l) AS locked
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p')
    AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND c.oid IN (SELECT s.oid FROM scope s)
), extension AS MATERIALIZED (
  SELECT d.objid
  FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND d.deptype = 'e'
), keyed AS MATERIALIZED (
  SELECT i.indrelid, i.indimmediate FROM pg_catalog.pg_index i WHERE i.indisprimary
)
SELECT
  c.oid::bigint AS oid,
  c.nspname::text AS schema,
  c.relname::text AS name,
  c.relkind::text AS kind,
  c.relpersistence = 'u' AS unlogged,
  c.oid IN (SELECT e.objid FROM extension e) AS extension,
  c.oid IN (SELECT k.indrelid FROM keyed k) AS primary_key,
  c.oid IN (SELECT k.indrelid FROM keyed k WHERE NOT k.indimmediate) AS deferrable_key,
  c.relreplident::text AS replica_identity,
  (SELECT h.inhparent::bigint FROM pg_catalog.pg_inherits h WHERE c.relispartition AND h.inhrelid = c.oid) AS parent_oid,
  c.locked,
  CASE WHEN c.relkind = 'p' OR c.locked THEN 0 ELSE pg_catalog.pg_relation_size(c.oid) END AS size_bytes,
  c.relpages AS pages,
  c.reltuples AS tuples,
  c.relallvisible AS all_visible_pages,
  c.relfilenode::bigint AS file_node,
  c.reltoastrelid::bigint AS toast_oid,
  c.reloptions AS options,
  (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid) AS toast_options,
  pg_catalog.has_table_privilege(c.oid, 'SELECT') AS selectable,
  pg_catalog.row_security_active(c.oid) AS row_security
FROM candidate c
