CREATE EXTENSION pg_stat_statements;
CREATE TABLE t (a int);
SELECT count(*) FROM t;
