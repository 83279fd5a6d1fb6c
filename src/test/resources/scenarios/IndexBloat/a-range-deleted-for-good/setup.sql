CREATE EXTENSION pgstattuple;
CREATE TABLE logs (id bigint) WITH (autovacuum_enabled = off);
INSERT INTO logs SELECT i FROM generate_series(1, 60000) i;
CREATE INDEX logs_id ON logs (id);
DELETE FROM logs WHERE id < 50000;
SELECT pg_sleep(1.2);
VACUUM ANALYZE logs;
SELECT pg_sleep(0.7);
