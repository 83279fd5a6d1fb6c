CREATE TABLE t (few int, many int, b int);
INSERT INTO t SELECT i % 10, i, i FROM generate_series(1, 20000) i;
CREATE INDEX b ON t (b);
CREATE INDEX many_b ON t (many, b);
ANALYZE t;
