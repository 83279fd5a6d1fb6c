CREATE EXTENSION pg_stat_statements;
CREATE TABLE t (a int);
DO $$ BEGIN FOR i IN 0 .. 799 LOOP EXECUTE 'SELECT ' || repeat('1 + ', i % 50) || '1' || repeat(', 1', i / 50); END LOOP; END $$;
