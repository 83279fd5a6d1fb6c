CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL, note text)
  WITH (autovacuum_enabled = off);
INSERT INTO orders
SELECT g, (g * 7919::bigint) % 2500, CASE WHEN g % 100 = 0 THEN 'failed' ELSE 'done' END,
  timestamptz '2026-01-01' + (g * 7877::bigint) % 50000 * interval '1 minute', repeat('x', 60)
FROM generate_series(1, 50000) g;
VACUUM ANALYZE orders;
UPDATE orders SET note = 'seen' WHERE user_id = 17;
UPDATE orders SET note = 'seen' WHERE user_id = 18;
UPDATE orders SET note = 'seen' WHERE user_id = 19;
