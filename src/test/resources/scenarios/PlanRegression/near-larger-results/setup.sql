CREATE EXTENSION pg_stat_statements;
CREATE TABLE gro (id int PRIMARY KEY, st text, pad text) WITH (autovacuum_enabled = off);
INSERT INTO gro SELECT g, CASE WHEN g % 2000 = 0 THEN 'open' ELSE 'c' || g % 50 END, repeat('p', 70) FROM generate_series(1, 60000) g;
CREATE INDEX gro_st ON gro (st);
VACUUM ANALYZE gro;
-- times 60
SELECT id, pad FROM gro WHERE st = 'open';
