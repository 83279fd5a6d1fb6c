CREATE EXTENSION pg_stat_statements;
CREATE TABLE big (id int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO big SELECT g, md5(g::text) || repeat('x', 170) FROM generate_series(1, 55000) g;
ANALYZE big;
CREATE UNLOGGED TABLE "Sorted; ""Copy""" (id int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO "Sorted; ""Copy""" SELECT id, pad FROM big ORDER BY pad;
