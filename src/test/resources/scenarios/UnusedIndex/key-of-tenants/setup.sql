CREATE TABLE orders (tenant_id int, id int, PRIMARY KEY (tenant_id, id));
INSERT INTO orders SELECT g % 4, g FROM generate_series(1, 20000) g;
-- The first of the two stays, as unique ones do.
CREATE TABLE items (id int PRIMARY KEY, tenant_id int, order_id int, created int, CONSTRAINT items_fk FOREIGN KEY (tenant_id, order_id) REFERENCES orders);
INSERT INTO items SELECT g, (g % 20000 + 1) % 4, g % 20000 + 1, g FROM generate_series(1, 80000) g;
CREATE UNIQUE INDEX items_created_idx ON items (tenant_id, created);
CREATE INDEX items_order_idx ON items (order_id);
-- Both may go, and the one that finds few rows is the larger one.
CREATE TABLE parts (id int PRIMARY KEY, tenant_id int, order_id int, CONSTRAINT parts_fk FOREIGN KEY (tenant_id, order_id) REFERENCES orders);
INSERT INTO parts SELECT * FROM (SELECT g, (g % 20000 + 1) % 4, g % 20000 + 1 FROM generate_series(1, 80000) g) rows;
CREATE INDEX parts_order_idx ON parts (order_id) WITH (fillfactor = 50);
CREATE INDEX parts_tenant_idx ON parts (tenant_id);
-- Never analyzed.
CREATE TABLE notes (id int PRIMARY KEY, tenant_id int, order_id int, CONSTRAINT notes_fk FOREIGN KEY (tenant_id, order_id) REFERENCES orders) WITH (autovacuum_enabled = off);
INSERT INTO notes SELECT g, (g % 20000 + 1) % 4, g % 20000 + 1 FROM generate_series(1, 20000) g;
CREATE UNIQUE INDEX notes_tenant_idx ON notes (tenant_id, id);
CREATE INDEX notes_order_idx ON notes (order_id);
ANALYZE orders, items, parts;
