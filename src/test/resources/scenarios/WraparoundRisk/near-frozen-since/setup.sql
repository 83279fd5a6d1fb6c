CREATE TABLE vacuumed (id int) WITH (autovacuum_freeze_max_age = 100000);
CREATE TABLE rewritten (id int) WITH (autovacuum_freeze_max_age = 100000);
CREATE MATERIALIZED VIEW refreshed WITH (autovacuum_freeze_max_age = 100000) AS SELECT 1 AS one;
DO $$ BEGIN FOR i IN 1..125000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;

VACUUM (FREEZE) vacuumed;
VACUUM FULL rewritten;
REFRESH MATERIALIZED VIEW refreshed;
