CREATE TABLE orders (id serial PRIMARY KEY, note text);
INSERT INTO orders SELECT 2000000000;
SELECT setval('orders_id_seq', 2000000000);
