-- The most common and the median value of the given columns, from pg_stats; 14 and later. A value
-- longer than 1,000 bytes is left out. Rows come back only for columns that the role may read.
SELECT w.schema, w.name, w.attname,
       pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable,
       s.attname IS NOT NULL AS known,
       CASE WHEN pg_catalog.octet_length(s.common) <= 1000 THEN s.common END AS common,
       CASE WHEN pg_catalog.octet_length(s.median) <= 1000 THEN s.median END AS median
  FROM (SELECT DISTINCT u.schema, u.name, u.attname
          FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]),
                          pg_catalog.unnest(?::pg_catalog.text[]),
                          pg_catalog.unnest(?::pg_catalog.text[])) AS u(schema, name, attname)) w
  JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = w.attname
                                AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN LATERAL (
    SELECT p.attname,
           m.vals[1] AS common,
           COALESCE(h.vals[(pg_catalog.cardinality(h.vals) + 1) / 2],
                    m.vals[(pg_catalog.cardinality(m.vals) + 1) / 2]) AS median
      FROM pg_catalog.pg_stats p
     CROSS JOIN LATERAL (SELECT p.most_common_vals::pg_catalog.text::pg_catalog.text[]) AS m(vals)
     CROSS JOIN LATERAL (SELECT p.histogram_bounds::pg_catalog.text::pg_catalog.text[]) AS h(vals)
     WHERE p.schemaname = w.schema AND p.tablename = w.name AND p.attname = w.attname
     ORDER BY p.inherited DESC
     LIMIT 1) s ON true
