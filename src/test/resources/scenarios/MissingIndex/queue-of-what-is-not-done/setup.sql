CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id bigint PRIMARY KEY, done_at timestamptz, due int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT g, CASE WHEN g % 1000 <> 0 THEN now() END, (g * 7919::bigint) % 40000, repeat('x', 60) FROM generate_series(1, 40000) g;
VACUUM ANALYZE jobs;
SELECT id FROM jobs WHERE done_at IS NULL ORDER BY due LIMIT 5;
SELECT id FROM jobs WHERE done_at IS NULL ORDER BY due LIMIT 5;
