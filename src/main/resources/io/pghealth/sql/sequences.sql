-- Reads: pg_sequence, pg_locks, pg_sequence_last_value. Every user sequence with its range and, where the role may read it, its last value. 14 and later.
WITH locked AS MATERIALIZED (
  -- pg_sequence_last_value takes ROW EXCLUSIVE up to 17: ALTER SEQUENCE holds it up as well.
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT s.*, n.nspname, c.relname,
    c.oid IN (SELECT l.relation FROM locked l) AS locked,
    pg_catalog.has_sequence_privilege(c.oid, 'SELECT,USAGE') AS readable
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
)
SELECT
  c.seqrelid::bigint AS oid,
  c.nspname::text AS schema,
  c.relname::text AS name,
  pg_catalog.format_type(c.seqtypid, NULL) AS type,
  c.seqmin AS minimum,
  c.seqmax AS maximum,
  c.seqincrement AS increment,
  c.seqcache AS cache,
  c.seqcycle AS cycle,
  c.locked,
  c.readable,
  CASE WHEN c.readable AND NOT c.locked THEN pg_catalog.pg_sequence_last_value(c.seqrelid) END AS last_value
FROM candidate c
