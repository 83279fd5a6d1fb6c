CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL, note text)
  WITH (autovacuum_enabled = off);
INSERT INTO orders
SELECT g, (g * 7919::bigint) % 2500, CASE WHEN g % 100 = 0 THEN 'failed' ELSE 'done' END,
  timestamptz '2026-01-01' + (g * 7877::bigint) % 50000 * interval '1 minute', repeat('x', 60)
FROM generate_series(1, 50000) g;
CREATE INDEX orders_user_idx ON orders (user_id);
VACUUM ANALYZE orders;
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'orders_user_idx'::regclass;
SELECT id FROM orders WHERE user_id = 17;
SELECT id FROM orders WHERE user_id = 18;
SELECT id FROM orders WHERE user_id = 19;
