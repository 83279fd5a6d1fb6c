CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO jobs SELECT generate_series(1, 5000);
WITH next AS (SELECT id FROM jobs ORDER BY id LIMIT 4900 FOR UPDATE SKIP LOCKED) DELETE FROM jobs j USING next n WHERE j.id = n.id;
CREATE TABLE "Own; insert threshold" (id int) WITH (autovacuum_vacuum_threshold = 100000, autovacuum_vacuum_insert_threshold = 4999, autovacuum_vacuum_insert_scale_factor = 0);
INSERT INTO "Own; insert threshold" SELECT generate_series(1, 5000);
WITH next AS (SELECT id FROM "Own; insert threshold" ORDER BY id LIMIT 4900 FOR UPDATE SKIP LOCKED) DELETE FROM "Own; insert threshold" j USING next n WHERE j.id = n.id;
SELECT pg_sleep(1);
