DO $$ BEGIN FOR i IN 1 .. 1800 LOOP EXECUTE 'SELECT a FROM t WHERE a IN (0' || repeat(', 1', i) || ')'; END LOOP; END $$;
