-- Relations of the given names, with their partition root, size, when they were analyzed and what changed since, columns, extended
-- statistics and what they are partitioned by; 14 and later. Of locked ones only what needs no lock.
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
                                     WHERE i.indrelid = b.oid)) AS locked,
       c.reltuples AS rows,
       pg_catalog.pg_stat_get_mod_since_analyze(b.oid) AS modified,
       ARRAY(SELECT a.attname || E'\t' || pg_catalog.format_type(a.atttypid, a.atttypmod)
               FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = b.oid AND a.attnum > 0 AND NOT a.attisdropped
              ORDER BY a.attnum LIMIT 30) AS columns,
       s.schemas AS statistics_schemas, s.names AS statistics_names,
       s.definitions AS statistics_definitions,
       CASE WHEN c.relkind <> 'p' THEN ''
            WHEN b.oid NOT IN (SELECT l.relation FROM locked l)
            THEN pg_catalog.pg_get_partkeydef(b.oid) END AS partitioning
  FROM both_ends b
  JOIN pg_catalog.pg_class c ON c.oid = b.oid
  LEFT JOIN LATERAL (
    SELECT pg_catalog.array_agg(n.nspname::pg_catalog.text ORDER BY x.oid) AS schemas,
           pg_catalog.array_agg(x.stxname::pg_catalog.text ORDER BY x.oid) AS names,
           pg_catalog.array_agg(pg_catalog.pg_get_statisticsobjdef(x.oid) ORDER BY x.oid) AS definitions
      FROM pg_catalog.pg_statistic_ext x
      JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
     WHERE x.stxrelid = b.oid
       AND b.oid NOT IN (SELECT l.relation FROM locked l)) s ON true
  JOIN pg_catalog.pg_class rc ON rc.oid = b.root
  JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
