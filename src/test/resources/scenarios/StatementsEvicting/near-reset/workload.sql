DO $$ BEGIN FOR i IN 0 .. 1999 LOOP EXECUTE 'SELECT ' || repeat('1 + ', i % 50) || '1' || repeat(', 1', i / 50); END LOOP; END $$;
SELECT pg_stat_statements_reset();
