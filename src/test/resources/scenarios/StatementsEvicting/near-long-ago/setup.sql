CREATE EXTENSION pg_stat_statements;
CREATE TABLE t (a int);
SELECT count(*) FROM t;
DO $$ BEGIN FOR i IN 0 .. 1999 LOOP EXECUTE 'SELECT ' || repeat('1 + ', i % 50) || '1' || repeat(', 1', i / 50); END LOOP; END $$;
SELECT pg_stat_statements_reset(0, 0, queryid) FROM (SELECT DISTINCT queryid FROM pg_stat_statements WHERE query LIKE 'SELECT %' AND NOT toplevel) s;
