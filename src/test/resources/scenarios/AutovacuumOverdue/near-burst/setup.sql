CREATE TABLE orders (id int);
INSERT INTO orders SELECT generate_series(1, 40000);
VACUUM ANALYZE orders;
SELECT pg_sleep(1.1);
DELETE FROM orders WHERE id <= 30000;
SELECT pg_sleep(1);
