-- Indexes of the given relations, with what makes them again; 14 and later. pg_get_indexdef waits
-- for a lock, so the caller leaves locked relations out, and what was locked meanwhile is left out here.
WITH locked AS MATERIALIZED (
  SELECT l.relation
    FROM pg_catalog.pg_locks l
   WHERE l.locktype = 'relation'
     AND l.mode = 'AccessExclusiveLock'
     AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                        WHERE d.datname = pg_catalog.current_database())
), wanted AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, i.indisvalid
    FROM pg_catalog.pg_index i
   WHERE i.indrelid = ANY (?::pg_catalog.int8[]::pg_catalog.oid[])
     AND i.indrelid NOT IN (SELECT relation FROM locked)
     AND i.indexrelid NOT IN (SELECT relation FROM locked)
)
SELECT w.indrelid AS relation, n.nspname AS schema, c.relname AS name,
       pg_catalog.pg_get_indexdef(w.indexrelid) AS definition,
       c.reloptions IS NOT NULL AS has_options,
       k.conname AS constraint_name, k.contype::pg_catalog.text AS constraint_type,
       s.spcname AS tablespace, c.relkind = 'I' AS partitioned, w.indisvalid AS valid
  FROM wanted w
  JOIN pg_catalog.pg_class c ON c.oid = w.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = w.indexrelid AND k.contype IN ('p', 'u', 'x')
                                      AND k.conrelid = w.indrelid
