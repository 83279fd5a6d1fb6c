CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Work; 1";
CREATE TABLE "Work; 1"."Jobs ""of"" 'it'" (id int, body text) WITH (fillfactor = 80, autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_threshold = 100000);
INSERT INTO "Work; 1"."Jobs ""of"" 'it'" SELECT i, 'b' FROM generate_series(1, 5000) i;
WITH next AS (SELECT id FROM "Work; 1"."Jobs ""of"" 'it'" ORDER BY id LIMIT 4900 FOR UPDATE SKIP LOCKED)
DELETE FROM "Work; 1"."Jobs ""of"" 'it'" j USING next n WHERE j.id = n.id;
SELECT pg_sleep(1);
