-- Reads: pg_index, pg_constraint, pg_statistic_ext, pg_attribute, pg_type, pg_stats, which shows what the role may SELECT. Statistics of the columns that some index, foreign key or extended statistics object uses, expressions of indexes among them; of values only their lengths in bytes. 14 and later.
WITH @scope@, indexed AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, i.indkey
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  WHERE t.relkind IN ('r', 'm', 'p')
    AND t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND t.oid IN (SELECT s.oid FROM scope s)
), wanted AS MATERIALIZED (
  SELECT i.indrelid AS relid, k.attnum, i.indrelid AS table_oid
  FROM indexed i CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) AS k(attnum)
  WHERE k.attnum > 0
  UNION
  SELECT i.indexrelid, k.position::smallint, i.indrelid
  FROM indexed i CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
  WHERE k.attnum = 0
  UNION
  SELECT f.conrelid, k.attnum, f.conrelid
  FROM pg_catalog.pg_constraint f CROSS JOIN LATERAL pg_catalog.unnest(f.conkey) AS k(attnum)
  WHERE f.contype = 'f'
    AND f.conrelid IN (SELECT s.oid FROM scope s)
  UNION
  SELECT x.stxrelid, k.attnum, x.stxrelid
  FROM pg_catalog.pg_statistic_ext x CROSS JOIN LATERAL pg_catalog.unnest(x.stxkeys) AS k(attnum)
  WHERE x.stxrelid IN (SELECT s.oid FROM scope s)
), target AS MATERIALIZED (
  SELECT pg_catalog.current_setting('default_statistics_target')::integer AS value
)
SELECT
  w.relid::bigint AS oid,
  w.attnum::integer AS attnum,
  a.attname::text AS name,
  w.table_oid::bigint AS table_oid,
  n.nspname::text AS schema,
  r.relname::text AS table_name,
  r.reltuples AS table_tuples,
  a.atttypid::bigint AS type_oid,
  t.typname::text AS type,
  a.attlen::integer AS length,
  a.attalign::text AS alignment,
  a.attstorage::text AS storage,
  a.attbyval AS by_value,
  a.attnotnull AS not_null,
  COALESCE(l.collisdeterministic, true) AS deterministic,
  COALESCE(NULLIF(a.attstattarget::integer, -1), (SELECT g.value FROM target g)) AS target,
  pg_catalog.has_column_privilege(w.relid, w.attnum, 'SELECT') AS readable,
  pg_catalog.row_security_active(w.relid) AS row_security,
  current_user::text AS role,
  s.null_frac IS NOT NULL AS known,
  s.null_frac, s.avg_width, s.n_distinct, s.correlation,
  s.most_common_freqs AS frequencies,
  CASE
    WHEN a.attlen > 0 AND COALESCE(b.oid, t.oid) <> 19 THEN NULL
    WHEN COALESCE(b.oid, t.oid) IN (25, 1042, 1043, 19) OR COALESCE(b.typname, t.typname) = 'citext' THEN
      (SELECT pg_catalog.array_agg(pg_catalog.octet_length(v)) FROM pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.text[]) v)
    WHEN COALESCE(b.oid, t.oid) = 17 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.octet_length(v)) FROM pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.bytea[]) v)
    WHEN COALESCE(b.oid, t.oid) = 1700 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.numeric[]) v)
    WHEN COALESCE(b.oid, t.oid) = 3802 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.jsonb[]) v)
    WHEN COALESCE(b.oid, t.oid) = 869 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.inet[]) v)
  END AS common_lengths,
  CASE
    WHEN a.attlen > 0 AND COALESCE(b.oid, t.oid) <> 19 THEN NULL
    WHEN COALESCE(b.oid, t.oid) IN (25, 1042, 1043, 19) OR COALESCE(b.typname, t.typname) = 'citext' THEN
      (SELECT pg_catalog.array_agg(pg_catalog.octet_length(v)) FROM pg_catalog.unnest(s.histogram_bounds::pg_catalog.text::pg_catalog.text[]) v)
    WHEN COALESCE(b.oid, t.oid) = 17 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.octet_length(v)) FROM pg_catalog.unnest(s.histogram_bounds::pg_catalog.text::pg_catalog.bytea[]) v)
    WHEN COALESCE(b.oid, t.oid) = 1700 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.histogram_bounds::pg_catalog.text::pg_catalog.numeric[]) v)
    WHEN COALESCE(b.oid, t.oid) = 3802 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.histogram_bounds::pg_catalog.text::pg_catalog.jsonb[]) v)
    WHEN COALESCE(b.oid, t.oid) = 869 THEN
      (SELECT pg_catalog.array_agg(pg_catalog.pg_column_size(v) - CASE WHEN pg_catalog.pg_column_size(v) <= 127 THEN 1 ELSE 4 END) FROM pg_catalog.unnest(s.histogram_bounds::pg_catalog.text::pg_catalog.inet[]) v)
  END AS bound_lengths
FROM wanted w
JOIN pg_catalog.pg_attribute a ON a.attrelid = w.relid AND a.attnum = w.attnum AND NOT a.attisdropped
JOIN pg_catalog.pg_class c ON c.oid = w.relid
JOIN pg_catalog.pg_class r ON r.oid = w.table_oid
JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
LEFT JOIN pg_catalog.pg_stats s
  ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
    AND s.inherited = (c.relkind = 'p')
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
