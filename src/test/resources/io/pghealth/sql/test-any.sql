-- For tests: relations of an array of names.
SELECT relname FROM pg_catalog.pg_class WHERE relname = ANY (?)
