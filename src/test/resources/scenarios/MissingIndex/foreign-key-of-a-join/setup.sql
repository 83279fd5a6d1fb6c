CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL, note text)
  WITH (autovacuum_enabled = off);
INSERT INTO orders
SELECT g, (g * 7919::bigint) % 2500, CASE WHEN g % 100 = 0 THEN 'failed' ELSE 'done' END,
  timestamptz '2026-01-01' + (g * 7877::bigint) % 50000 * interval '1 minute', repeat('x', 60)
FROM generate_series(1, 50000) g;
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE) WITH (autovacuum_enabled = off);
INSERT INTO users SELECT g, 'user' || g FROM generate_series(0, 2499) g;
VACUUM ANALYZE users;
VACUUM ANALYZE orders;
SELECT o.id, o.note FROM users u JOIN orders o ON o.user_id = u.id WHERE u.email = 'user17';
SELECT o.id, o.note FROM users u JOIN orders o ON o.user_id = u.id WHERE u.email = 'user18';
SELECT o.id, o.note FROM users u JOIN orders o ON o.user_id = u.id WHERE u.email = 'user19';
