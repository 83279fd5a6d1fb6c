CREATE TABLE t (v int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO t SELECT hashint4(i), repeat('x', 100) FROM generate_series(1, 20000) i;
CREATE INDEX t_v_brin ON t USING brin (v);
ANALYZE t;
