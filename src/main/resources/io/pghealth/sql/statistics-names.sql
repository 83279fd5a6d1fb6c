-- Reads: pg_statistic_ext. Names that extended statistics have taken. 14 and later.
SELECT n.nspname::text AS schema, s.stxname::text AS name
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
