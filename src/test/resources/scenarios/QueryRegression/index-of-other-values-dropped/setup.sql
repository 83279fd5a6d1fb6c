CREATE EXTENSION pg_stat_statements;
CREATE TABLE pc (id int PRIMARY KEY, status text NOT NULL, created_at timestamptz NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO pc SELECT g, CASE WHEN g % 100 = 0 THEN 'pending' ELSE 'done' END, now() - g * interval '1 min', repeat('s', 80) FROM generate_series(1, 40000) g;
CREATE INDEX pc_part ON pc (created_at) WHERE status = 'pending';
VACUUM ANALYZE pc;
-- times 30
SELECT count(pad) FROM pc WHERE status = 'pending' AND created_at < now() - interval '27 days';
