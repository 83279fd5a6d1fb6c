CREATE TABLE orders (id int) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT generate_series(1, 40000);
ANALYZE orders;
DELETE FROM orders WHERE id <= 30000;
SELECT pg_sleep(1);
SELECT pg_stat_reset();
SELECT pg_sleep(1);
