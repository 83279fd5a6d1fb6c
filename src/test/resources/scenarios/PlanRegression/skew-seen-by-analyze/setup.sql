CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT g, g % 5000, repeat('x', 40) FROM generate_series(1, 50000) g;
CREATE INDEX orders_user_idx ON orders (user_id);
VACUUM ANALYZE orders;
-- times 60
SELECT count(note) FROM orders WHERE user_id = :i;
