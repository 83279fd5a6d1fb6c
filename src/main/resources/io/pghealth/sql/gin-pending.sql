-- Reads: one page of every GIN index of user tables, through pgstattuple's pgstatginindex; pg_index, pg_class, pg_am, pg_locks. Pending lists; without those of locked tables. 14 and later.
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT i.indexrelid
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname = 'gin'
  WHERE t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND i.indisvalid AND i.indisready AND i.indislive
    AND i.indexrelid NOT IN (SELECT l.relation FROM locked l)
    AND i.indrelid NOT IN (SELECT l.relation FROM locked l)
)
SELECT
  c.indexrelid::bigint AS oid,
  p.pending_pages::bigint * pg_catalog.current_setting('block_size')::bigint AS bytes,
  p.pending_tuples::bigint AS tuples
FROM candidate c
CROSS JOIN LATERAL @extension@.pgstatginindex(c.indexrelid::pg_catalog.regclass) p
