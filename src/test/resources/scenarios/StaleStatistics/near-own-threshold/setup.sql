CREATE TABLE steady (id int, n int) WITH (autovacuum_enabled = off, autovacuum_analyze_threshold = 30000);
INSERT INTO steady SELECT i, 0 FROM generate_series(1, 40000) i;
SELECT pg_sleep(1.1);
ANALYZE steady;
UPDATE steady SET n = 1;
CREATE TABLE small (id int) WITH (autovacuum_enabled = off);
INSERT INTO small SELECT generate_series(1, 9000);
SELECT pg_sleep(1);
