-- Reads: pg_partitioned_table, pg_inherits, pg_class, pg_type, pg_namespace. Names of relations and types that stand in the way of new partitions: those in the schemas of partitions by range of one column that are like a partition's but for numbers and months, or like those given where no pattern is known. Partitions by range themselves are left out, and names without a digit, which no new partition has. 14 and later.
WITH partition AS MATERIALIZED (
  SELECT c.oid, c.relnamespace
  FROM pg_catalog.pg_partitioned_table p
  JOIN pg_catalog.pg_inherits h ON h.inhparent = p.partrelid AND NOT h.inhdetachpending
  JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE p.partstrat = 'r'
    AND p.partnatts = 1
    AND c.relpersistence <> 't'
    AND c.relpartbound IS NOT NULL
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), named AS MATERIALIZED (
  SELECT c.relnamespace AS schema, c.relname::text AS name, c.relkind IN ('r', 'p', 'f') AS is_table,
    c.oid IN (SELECT p.oid FROM partition p) AS is_partition
  FROM pg_catalog.pg_class c
  WHERE c.relnamespace IN (SELECT p.relnamespace FROM partition p) AND c.relname ~ '[0-9]'
  UNION ALL
  SELECT t.typnamespace, t.typname::text, false, false
  FROM pg_catalog.pg_type t
  WHERE t.typnamespace IN (SELECT p.relnamespace FROM partition p) AND t.typname ~ '[0-9]' AND t.typrelid = 0
), shaped AS MATERIALIZED (
  SELECT n.*,
    pg_catalog.regexp_replace(n.name, 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[0-9]+', '#', 'gi') AS shape
  FROM named n
)
SELECT n.nspname::text AS schema, s.name, s.is_table
FROM shaped s
JOIN pg_catalog.pg_namespace n ON n.oid = s.schema
WHERE NOT s.is_partition
  AND (s.name ~ '_from_-?[0-9]'
    OR (s.schema, s.shape) IN (SELECT p.schema, p.shape FROM shaped p WHERE p.is_partition))
