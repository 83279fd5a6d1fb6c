CREATE TABLE t (id int PRIMARY KEY, v int);
CREATE INDEX t_v_idx ON t (v);
CREATE INDEX t_id_idx ON t (id DESC);
INSERT INTO t SELECT i, CASE WHEN i % 100 = 0 THEN i END FROM generate_series(1, 20000) i;
ANALYZE t;
CREATE TABLE little (v int);
CREATE INDEX little_idx ON little (v);
INSERT INTO little SELECT NULL FROM generate_series(1, 100) i;
ANALYZE little;
