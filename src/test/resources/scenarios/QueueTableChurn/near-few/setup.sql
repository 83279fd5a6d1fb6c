CREATE EXTENSION pg_stat_statements;
CREATE TABLE small (id int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO small SELECT generate_series(1, 900);
WITH next AS (SELECT id FROM small FOR UPDATE SKIP LOCKED) DELETE FROM small s USING next n WHERE s.id = n.id;
CREATE TABLE half (id int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO half SELECT generate_series(1, 8000);
WITH next AS (SELECT id FROM half LIMIT 6000 FOR UPDATE SKIP LOCKED) DELETE FROM half h USING next n WHERE h.id = n.id;
SELECT pg_sleep(1);
