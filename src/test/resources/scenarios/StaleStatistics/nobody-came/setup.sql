CREATE TABLE orders (id int, n int);
INSERT INTO orders SELECT i, 0 FROM generate_series(1, 30000) i;
SELECT pg_sleep(1.1);
VACUUM ANALYZE orders;
UPDATE orders SET n = 1 WHERE id <= 8000;
SELECT pg_sleep(1);
