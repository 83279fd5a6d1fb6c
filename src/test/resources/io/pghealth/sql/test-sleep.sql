-- For tests: takes its time.
SELECT pg_catalog.pg_sleep(?)
