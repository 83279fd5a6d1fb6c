CREATE TABLE loaded (id int, note text);
INSERT INTO loaded SELECT i, 'n' FROM generate_series(1, 50000) i;
ANALYZE loaded;
SELECT pg_sleep(1);
