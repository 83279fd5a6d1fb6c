-- Relations of the given names, with their partition root and when they were analyzed; 14 and later.
WITH locked AS MATERIALIZED (
  SELECT l.relation
    FROM pg_catalog.pg_locks l
   WHERE l.locktype = 'relation'
     AND l.mode = 'AccessExclusiveLock'
     AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                        WHERE d.datname = pg_catalog.current_database())
), named AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname,
         CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::pg_catalog.oid ELSE c.oid END AS root
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relname = ANY (?)
     AND c.relkind IN ('r', 'p', 'm', 'f', 'v')
     AND n.nspname !~ '^pg_(toast|temp_)'
), both_ends AS (
  SELECT oid, nspname, relname, root FROM named
   UNION
  SELECT c.oid, n.nspname, c.relname, c.oid
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.oid IN (SELECT root FROM named)
)
SELECT b.oid, b.nspname AS schema, b.relname AS name,
       rn.nspname AS root_schema, rc.relname AS root_name,
       GREATEST(pg_catalog.pg_stat_get_last_analyze_time(b.oid),
                pg_catalog.pg_stat_get_last_autoanalyze_time(b.oid)) AS analyzed,
       EXISTS (SELECT 1 FROM locked l WHERE l.relation = b.oid
                  OR l.relation IN (SELECT i.indexrelid FROM pg_catalog.pg_index i
                                     WHERE i.indrelid = b.oid)) AS locked
  FROM both_ends b
  JOIN pg_catalog.pg_class rc ON rc.oid = b.root
  JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
