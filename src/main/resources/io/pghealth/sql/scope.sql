-- Reads: pg_class, pg_namespace, pg_index, pg_constraint, pg_inherits, pg_publication, pg_locks, pg_stat_get_*. Tables that a check can say something about: large enough, with many indexes, in a tree, asked for by name (its own or an index's), locked, with an index that is invalid or has the first column and the number of columns of another one; with the tables that those reference. relpages is taken for the size where no row was written since an ANALYZE. 14 and later.
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), candidate AS MATERIALIZED (
  SELECT c.oid, c.relname, c.relkind, c.relispartition, c.relpages, c.reltuples, c.reltoastrelid
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p')
    AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), indexed AS MATERIALIZED (
  SELECT i.indrelid, i.indexrelid, i.indisprimary AND i.indimmediate AS identity, i.indnkeyatts, i.indkey[0] AS leading, x.relkind, x.relpages,
    i.indisvalid AND i.indisready AND i.indislive AS valid
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
), named AS MATERIALIZED (
  SELECT COALESCE(i.indrelid, c.oid) AS oid
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  WHERE c.relname = ANY (?::pg_catalog.text[])
), peculiar AS MATERIALIZED (
  SELECT n.oid FROM named n
  UNION ALL SELECT l.relation FROM locked l
  UNION ALL SELECT x.indrelid FROM indexed x WHERE NOT x.valid OR x.indexrelid IN (SELECT l.relation FROM locked l)
  UNION ALL SELECT x.indrelid FROM indexed x GROUP BY x.indrelid, x.indnkeyatts, x.leading HAVING pg_catalog.count(*) > 1
  UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h
  UNION ALL SELECT h.inhparent FROM pg_catalog.pg_inherits h
  UNION ALL
  SELECT c.oid
  FROM candidate c
  WHERE EXISTS (SELECT FROM pg_catalog.pg_publication)
    AND c.oid NOT IN (SELECT x.indrelid FROM indexed x WHERE x.identity)
), stored AS MATERIALIZED (
  SELECT x.indrelid, pg_catalog.count(*) AS indexes, pg_catalog.sum(x.relpages)::bigint AS pages, pg_catalog.bool_and(x.relpages > 0) AS known
  FROM indexed x
  WHERE x.relkind = 'i'
  GROUP BY x.indrelid
), counted AS MATERIALIZED (
  SELECT c.*,
    GREATEST(c.reltuples, pg_catalog.pg_stat_get_live_tuples(c.oid) + pg_catalog.pg_stat_get_dead_tuples(c.oid),
      pg_catalog.pg_stat_get_live_tuples(c.reltoastrelid) + pg_catalog.pg_stat_get_dead_tuples(c.reltoastrelid)) AS rows,
    pg_catalog.pg_stat_get_mod_since_analyze(c.oid) = 0
      AND COALESCE(pg_catalog.pg_stat_get_last_analyze_time(c.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid)) IS NOT NULL AS settled
  FROM candidate c
), wanted AS MATERIALIZED (
  SELECT c.oid
  FROM counted c
  LEFT JOIN stored s ON s.indrelid = c.oid
  CROSS JOIN (SELECT ?::bigint AS bytes, ?::double precision AS rows, ?::bigint AS indexes, pg_catalog.current_setting('block_size')::bigint AS block) least
  WHERE CASE
    -- A size that must be asked for needs the lock of its relation, and those of a tree count together.
    WHEN c.relkind = 'p' OR c.relispartition OR c.oid IN (SELECT p.oid FROM peculiar p) THEN true
    WHEN c.rows >= least.rows OR s.indexes >= least.indexes OR (c.relpages + COALESCE(s.pages, 0)) * least.block >= least.bytes THEN true
    WHEN c.settled AND c.relpages > 0 AND COALESCE(s.known, true) THEN false
    -- No more than 291 rows fit into a page (MaxHeapTuplesPerPage in htup_details.h).
    ELSE pg_catalog.pg_relation_size(c.oid) / least.block
        * CASE WHEN c.reltuples >= 0 AND c.relpages > 0 THEN c.reltuples / c.relpages ELSE 291 END >= least.rows
      OR pg_catalog.pg_relation_size(c.oid) + COALESCE((
        SELECT pg_catalog.sum(pg_catalog.pg_relation_size(i.indexrelid)) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid), 0) >= least.bytes
  END
)
SELECT w.oid::bigint AS oid FROM wanted w
UNION
SELECT k.confrelid::bigint FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (SELECT w.oid FROM wanted w)
