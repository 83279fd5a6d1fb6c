CREATE EXTENSION pg_stat_statements;
CREATE TABLE posts (id bigint PRIMARY KEY, user_id int NOT NULL, created_at timestamptz, read_at timestamptz, title text) WITH (autovacuum_enabled = off);
INSERT INTO posts SELECT g, 1 + g % 5, timestamptz '2026-01-01' + g * interval '1 min', CASE WHEN g % 5000 < 5 THEN NULL ELSE timestamptz '2026-10-01' END, repeat('t', 1500) FROM generate_series(1, 20000) g;
CREATE INDEX posts_user_created ON posts (user_id, created_at);
CREATE INDEX posts_created ON posts (created_at);
VACUUM ANALYZE posts;
SELECT id, date_trunc('day', created_at) AS created_at FROM posts ORDER BY created_at DESC LIMIT 20 OFFSET 0;
