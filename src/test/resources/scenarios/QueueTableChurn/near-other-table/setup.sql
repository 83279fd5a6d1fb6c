CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO jobs SELECT generate_series(1, 3000);
CREATE TABLE audit (id int, jobs int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO audit SELECT i, i FROM generate_series(1, 3000) i;
SELECT j.id AS audit FROM jobs j WHERE j.id = 1 FOR UPDATE SKIP LOCKED;
SELECT pg_sleep(1.1);
DELETE FROM audit WHERE id > 100;
SELECT pg_sleep(1);
