CREATE TABLE jobs (id int PRIMARY KEY, a int, b int, c int, d int) WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT i, i, i, i, i FROM generate_series(1, 20000) i;
CREATE INDEX ON jobs (a);
CREATE INDEX ON jobs (b);
CREATE INDEX ON jobs (c);
CREATE INDEX ON jobs (d);
