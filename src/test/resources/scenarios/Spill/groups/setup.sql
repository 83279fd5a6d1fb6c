CREATE EXTENSION pg_stat_statements;
CREATE TABLE big (id int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO big SELECT g, md5(g::text) || repeat('x', 170) FROM generate_series(1, 55000) g;
ANALYZE big;
SELECT count(*) FROM (SELECT pad, count(*) FROM big GROUP BY pad OFFSET 0) s;
