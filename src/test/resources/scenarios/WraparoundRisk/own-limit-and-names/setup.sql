CREATE SCHEMA "My; ""Schema""";
CREATE TABLE "My; ""Schema"""."Old one
with a line; DROP" (id int) WITH (autovacuum_freeze_max_age = 100000);
INSERT INTO "My; ""Schema"""."Old one
with a line; DROP" SELECT generate_series(1, 1000);
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000) WITH (autovacuum_freeze_max_age = 100000);
INSERT INTO parts SELECT generate_series(1, 900);
CREATE TABLE others (id int);
INSERT INTO others SELECT generate_series(1, 1000);
DO $$ BEGIN FOR i IN 1..125000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;
