CREATE EXTENSION pg_stat_statements;
CREATE TABLE items (id int PRIMARY KEY, kind int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO items SELECT g, 1 FROM generate_series(1, 50) g;
CREATE TABLE orders (id int PRIMARY KEY, item int NOT NULL, note text) WITH (autovacuum_enabled = off);
-- Each item was ordered once, when ANALYZE looked.
INSERT INTO orders SELECT g, g, repeat('x', 100) FROM generate_series(1, 100) g;
CREATE INDEX orders_item_idx ON orders (item);
VACUUM ANALYZE items;
VACUUM ANALYZE orders;
-- times 60
SELECT count(o.note) FROM items i JOIN orders o ON o.item = i.id WHERE i.kind = 1;
