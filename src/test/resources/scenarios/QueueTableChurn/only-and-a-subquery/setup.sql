CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Work";
CREATE TABLE "Work"."Job list" (id int) WITH (autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_threshold = 100000);
INSERT INTO "Work"."Job list" SELECT generate_series(1, 3000);
CREATE TABLE kinds (id int);
INSERT INTO kinds SELECT generate_series(1, 3000);
CREATE TABLE mails (id int, kind int) WITH (autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_threshold = 100000);
INSERT INTO mails SELECT i, i FROM generate_series(1, 3000) i;
DELETE FROM "Work"."Job list" WHERE id IN (SELECT id FROM ONLY "Work"."Job list" ORDER BY id LIMIT 2900 FOR UPDATE SKIP LOCKED);
WITH next AS (SELECT m.id FROM kinds k JOIN mails AS m ON m.kind = k.id WHERE lower('A') = 'a' ORDER BY m.id LIMIT 2900 FOR NO KEY UPDATE OF m SKIP LOCKED)
DELETE FROM mails USING next WHERE mails.id = next.id;
SELECT pg_sleep(1);
