-- For tests: names in public, also as arrays.
SELECT relname, ARRAY[relname::pg_catalog.text] FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::pg_catalog.regnamespace
