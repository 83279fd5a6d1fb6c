-- Reads: pg_index, pg_class, pg_attribute, pg_opclass, pg_constraint, pg_am. Unique indexes over columns that are never NULL, of tables without a primary key. 15 and later.
WITH @scope@
SELECT
  i.indexrelid::bigint AS oid,
  i.indrelid::bigint AS table_oid,
  -- What ADD PRIMARY KEY USING INDEX asks for (transformIndexConstraint in parse_utilcmd.c), and that the undo can drop the index.
  t.relkind = 'r'
    AND NOT t.relispartition
    AND m.amname = 'btree'
    AND NOT i.indnullsnotdistinct
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid)
    AND NOT EXISTS (
      SELECT
      FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS position
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[position]
      JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[position]
      WHERE i.indoption[position] <> 0 OR NOT o.opcdefault OR i.indcollation[position] <> a.attcollation) AS usable,
  ARRAY(
    SELECT a.attname::text
    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS position
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[position]
    ORDER BY position)::text[] AS columns,
  -- From 18 on: a primary key refuses these.
  ARRAY(
    SELECT k.conname::text
    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS position
    JOIN pg_catalog.pg_constraint k ON k.conrelid = i.indrelid AND k.contype = 'n' AND k.connoinherit
      AND k.conkey[1] = i.indkey[position]
    ORDER BY position)::text[] AS not_inherited
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_am m ON m.oid = c.relam
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE i.indisunique AND i.indimmediate AND i.indisvalid AND i.indisready AND i.indislive
  AND i.indpred IS NULL AND i.indexprs IS NULL
  AND t.relkind IN ('r', 'p')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND t.oid IN (SELECT s.oid FROM scope s)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_index p WHERE p.indrelid = i.indrelid AND p.indisprimary)
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS position
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[position]
    WHERE NOT a.attnotnull
      OR EXISTS (
        SELECT FROM pg_catalog.pg_constraint k
        WHERE k.conrelid = i.indrelid AND k.contype = 'n' AND NOT k.convalidated AND k.conkey[1] = a.attnum))
