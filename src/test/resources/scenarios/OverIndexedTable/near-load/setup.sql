CREATE TABLE loaded (id int PRIMARY KEY, a int, b int, c int, d int) WITH (autovacuum_enabled = off);
CREATE INDEX ON loaded (a);
CREATE INDEX ON loaded (b);
CREATE INDEX ON loaded (c);
CREATE INDEX ON loaded (d);
CREATE SEQUENCE todo;
INSERT INTO loaded SELECT i, i, i, i, i FROM generate_series(1, 10000) i;
