CREATE TABLE later (id int) WITH (autovacuum_freeze_max_age = 200000);
CREATE TABLE raised (id int) WITH (autovacuum_freeze_max_age = 2000000000);
CREATE VIEW seen AS SELECT * FROM later;
DO $$ BEGIN FOR i IN 1..15000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;

CREATE TABLE hardly (id int) WITH (autovacuum_freeze_max_age = 100000);
DO $$ BEGIN FOR i IN 1..110000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;
