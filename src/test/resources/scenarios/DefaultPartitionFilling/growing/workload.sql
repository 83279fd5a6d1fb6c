INSERT INTO log SELECT i FROM generate_series(1001, 1300) i;
ANALYZE rest;
SELECT pg_sleep(1.1);
