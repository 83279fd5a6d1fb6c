DO $$ BEGIN FOR i IN 1..125000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;
