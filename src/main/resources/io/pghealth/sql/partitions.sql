-- Reads: pg_inherits, pg_class, pg_partitioned_table, pg_attribute, pg_type, pg_locks. Partitions by range of one column with their bounds: microseconds since 1970 where it is a time (without a zone: as if in UTC), the value where it is a whole number; the least and largest bigint stand for unbounded. A domain is taken as what it is over. 14 and later.
WITH RECURSIVE locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), key_type(partrelid, oid) AS (
  SELECT p.partrelid, a.atttypid
  FROM pg_catalog.pg_partitioned_table p
  JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0] AND p.partattrs[0] > 0
  WHERE p.partstrat = 'r' AND p.partnatts = 1
  UNION ALL
  SELECT k.partrelid, t.typbasetype
  FROM key_type k
  JOIN pg_catalog.pg_type t ON t.oid = k.oid AND t.typtype = 'd'
), candidate AS MATERIALIZED (
  SELECT c.oid, c.relname, c.relkind, c.relpartbound, n.nspname, h.inhparent, c.oid = p.partdefid AS is_default,
    pg_catalog.format_type(t.oid, NULL) AS key_type,
    c.oid IN (SELECT l.relation FROM locked l) OR h.inhparent IN (SELECT l.relation FROM locked l) AS locked
  FROM pg_catalog.pg_partitioned_table p
  JOIN key_type k ON k.partrelid = p.partrelid
  JOIN pg_catalog.pg_type t ON t.oid = k.oid AND t.typtype <> 'd'
  JOIN pg_catalog.pg_inherits h ON h.inhparent = p.partrelid AND NOT h.inhdetachpending
  JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relpersistence <> 't'
    AND c.relpartbound IS NOT NULL
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), bound AS MATERIALIZED (
  SELECT c.*, CASE WHEN NOT c.locked AND NOT c.is_default THEN
    pg_catalog.regexp_match(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES FROM \((.*)\) TO \((.*)\)$') END AS ends
  FROM candidate c
), text_ends AS MATERIALIZED (
  SELECT b.oid, e.side, pg_catalog.btrim(e.value, '''') AS value, b.key_type
  FROM bound b
  CROSS JOIN LATERAL (VALUES ('lower', b.ends[1]), ('upper', b.ends[2])) AS e(side, value)
  WHERE e.value IS NOT NULL
), time_ends AS MATERIALIZED (
  SELECT e.oid, e.side,
    CASE WHEN e.key_type = 'timestamp with time zone' THEN e.value::timestamptz AT TIME ZONE 'UTC' ELSE e.value::timestamp END AS value
  FROM text_ends e
  WHERE e.value NOT IN ('MINVALUE', 'MAXVALUE')
    AND e.key_type IN ('date', 'timestamp without time zone', 'timestamp with time zone')
), ends AS MATERIALIZED (
  SELECT t.oid, t.side,
    CASE WHEN pg_catalog.isfinite(t.value) THEN (EXTRACT(epoch FROM t.value) * 1000000)::bigint
      WHEN t.value > '2000-01-01'::timestamp THEN 9223372036854775807
      ELSE (-9223372036854775808)::bigint END AS value
  FROM time_ends t
  UNION ALL
  SELECT e.oid, e.side,
    CASE e.value WHEN 'MINVALUE' THEN (-9223372036854775808)::bigint WHEN 'MAXVALUE' THEN 9223372036854775807 END
  FROM text_ends e
  WHERE e.value IN ('MINVALUE', 'MAXVALUE')
  UNION ALL
  SELECT e.oid, e.side, CASE WHEN e.value ~ '^-?[0-9]+$' THEN e.value::bigint END
  FROM text_ends e
  WHERE e.value NOT IN ('MINVALUE', 'MAXVALUE') AND e.key_type IN ('smallint', 'integer', 'bigint')
)
SELECT
  c.oid::bigint AS oid,
  c.inhparent::bigint AS parent_oid,
  c.nspname::text AS schema,
  c.relname::text AS name,
  c.relkind::text AS kind,
  c.is_default,
  c.locked,
  l.value AS lower_bound,
  u.value AS upper_bound
FROM candidate c
LEFT JOIN ends l ON l.oid = c.oid AND l.side = 'lower'
LEFT JOIN ends u ON u.oid = c.oid AND u.side = 'upper'
