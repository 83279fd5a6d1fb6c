CREATE TABLE t (a int, b int) WITH (autovacuum_enabled = off);
INSERT INTO t SELECT i, i FROM generate_series(1, 1000) i;
CREATE INDEX narrow ON t (a);
ANALYZE t;
SET enable_seqscan = off;
SELECT * FROM t WHERE a = 1;
CREATE INDEX never_scanned ON t (a, b);
SELECT pg_sleep(1.1);
