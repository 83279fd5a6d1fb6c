CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint, user_id int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 20000) g;
CREATE INDEX orders_user_idx ON orders (user_id);
VACUUM ANALYZE orders;
-- times 30
SELECT count(note) FROM orders WHERE user_id = :i;
