CREATE EXTENSION pg_stat_statements;
CREATE TABLE wm (id int PRIMARY KEY, k int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO wm SELECT g, g % 500, repeat('s', 80) FROM generate_series(1, 80000) g;
CREATE INDEX wm_k ON wm (k);
VACUUM ANALYZE wm;
-- times 25
SELECT id, pad FROM wm WHERE k < 3;
