CREATE TEMP TABLE scratch (id int) WITH (autovacuum_freeze_max_age = 100000);
DO $$ BEGIN FOR i IN 1..125000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;
