CREATE TABLE t (few int, b int);
INSERT INTO t SELECT i % 10, i FROM generate_series(1, 20000) i;
CREATE INDEX b ON t (b);
CREATE INDEX few_b ON t (few, b);
ANALYZE t;
