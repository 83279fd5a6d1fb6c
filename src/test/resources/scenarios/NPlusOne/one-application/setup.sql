CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, region int);
CREATE TABLE invoices (id bigint PRIMARY KEY, order_id bigint UNIQUE, total numeric);
INSERT INTO orders SELECT g, g % 50 FROM generate_series(1, 1000) g;
INSERT INTO invoices SELECT g, g, g FROM generate_series(1, 1000) g;
ANALYZE;
SELECT * FROM orders WHERE region = 1;
SELECT * FROM invoices WHERE order_id = 1 AND total IS NOT NULL;
