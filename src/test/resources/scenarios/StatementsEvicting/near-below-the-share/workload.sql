DO $$ BEGIN FOR i IN 2000 .. 2899 LOOP EXECUTE 'SELECT ' || repeat('1 + ', i % 50) || '1' || repeat(', 1', i / 50); END LOOP; END $$;
