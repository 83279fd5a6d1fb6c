CREATE TABLE customers (id int PRIMARY KEY);
INSERT INTO customers SELECT i FROM generate_series(1, 1000) i;
CREATE TABLE orders (id int PRIMARY KEY, tenant int, customer int CONSTRAINT orders_fk REFERENCES customers, status text);
INSERT INTO orders SELECT i, i % 5, i % 1000 + 1, CASE WHEN i % 50 = 0 THEN 'open' ELSE 'done' END FROM generate_series(1, 20000) i;
CREATE INDEX orders_filled_idx ON orders (customer) WHERE customer IS NOT NULL;
CREATE UNIQUE INDEX orders_open_idx ON orders (customer, id) WHERE status = 'open';
CREATE UNIQUE INDEX orders_tenant_idx ON orders (tenant, customer, id);
-- All of these may go.
CREATE TABLE notes (id int PRIMARY KEY, customer int CONSTRAINT notes_fk REFERENCES customers, status text);
INSERT INTO notes SELECT i, i % 1000 + 1, CASE WHEN i % 50 = 0 THEN 'open' ELSE 'done' END FROM generate_series(1, 20000) i;
CREATE INDEX notes_filled_idx ON notes (customer) WHERE customer IS NOT NULL;
CREATE INDEX notes_open_idx ON notes (customer) WHERE status = 'open';
CREATE INDEX notes_brin_idx ON notes USING brin (customer);
ANALYZE;
