CREATE TABLE orders (id int, note text);
INSERT INTO orders SELECT i, 'n' FROM generate_series(1, 30000) i;
VACUUM ANALYZE orders;
SELECT pg_sleep(1.1);
DELETE FROM orders WHERE id > 15500;
SELECT pg_sleep(1);
