CREATE TABLE orders (id int, n int) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT i, 0 FROM generate_series(1, 40000) i;
ANALYZE orders;
UPDATE orders SET n = 1;
SELECT pg_sleep(1);
SELECT pg_stat_reset();
SELECT pg_sleep(1);
