CREATE TABLE orders (id serial PRIMARY KEY, note text);
CREATE TABLE lines (order_id int REFERENCES orders, no int);
CREATE INDEX lines_order_idx ON lines (order_id);
INSERT INTO orders SELECT 2000000000;
INSERT INTO lines VALUES (2000000000, 1);
SELECT setval('orders_id_seq', 2000000000);
CREATE TABLE fresh (id serial PRIMARY KEY);
INSERT INTO fresh DEFAULT VALUES;
