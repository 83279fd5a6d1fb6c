-- For tests: relations by name, through the operator that a search path may choose.
SELECT relname FROM pg_catalog.pg_class WHERE relname = ?::pg_catalog.text
