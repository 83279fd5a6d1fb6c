-- Types of the parameters of our prepared statement, in order (pg_prepared_statements), as names
-- that keep their length: "character" would be character(1); 14 and later.
SELECT pg_catalog.format_type(t.oid::pg_catalog.oid, -1)
FROM pg_catalog.pg_prepared_statements p,
  pg_catalog.unnest(p.parameter_types) WITH ORDINALITY AS t(oid, position)
WHERE p.name = 'pghealth'
ORDER BY t.position
