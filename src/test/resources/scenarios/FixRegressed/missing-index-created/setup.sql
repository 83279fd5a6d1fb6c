CREATE EXTENSION pg_stat_statements;
CREATE TABLE t (id int, u int, note text) WITH (autovacuum_enabled = off);
INSERT INTO t SELECT g, g % 100, repeat('x', 100) FROM generate_series(1, 50000) g;
CREATE INDEX by_u ON t (u);
ANALYZE t;
-- All rows of 7 stand at the end.
DELETE FROM t WHERE u = 7 AND id < 49000;
-- times 60
SELECT * FROM t WHERE u = 7 ORDER BY id LIMIT 1;
-- times 60
SELECT note FROM t WHERE id = :i;
