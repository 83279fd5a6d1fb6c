-- Reads: pg_class, pg_namespace, pg_attribute, pg_type, pg_stats. What statistics say of the given columns, without any value of theirs but how often a boolean is true. 14 and later.
SELECT w.schema, w.name, w.attname, t.typname::pg_catalog.text AS type,
  tn.nspname = 'pg_catalog' AS built_in,
  t.typcategory = 'A' AS array_type,
  s.attname IS NOT NULL AS known,
  s.n_distinct, s.null_frac, s.correlation, s.avg_width,
  s.most_common_freqs[1] AS most_common,
  CASE WHEN t.typname = 'bool' THEN (
    SELECT f.frequency
    FROM ROWS FROM (
      pg_catalog.unnest(s.most_common_vals::pg_catalog.text::pg_catalog.text[]),
      pg_catalog.unnest(s.most_common_freqs)) AS f(value, frequency)
    WHERE f.value = 't') END AS true_share
FROM (
  SELECT DISTINCT u.schema, u.name, u.attname
  FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]),
                  pg_catalog.unnest(?::pg_catalog.text[]),
                  pg_catalog.unnest(?::pg_catalog.text[])) AS u(schema, name, attname)) w
JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = w.attname
                              AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN LATERAL (
  SELECT p.*
  FROM pg_catalog.pg_stats p
  WHERE p.schemaname = w.schema AND p.tablename = w.name AND p.attname = w.attname
  ORDER BY p.inherited DESC
  LIMIT 1) s ON true
