CREATE EXTENSION pgstattuple;
CREATE TABLE stale (id bigint) WITH (autovacuum_enabled = off);
INSERT INTO stale SELECT i FROM generate_series(1, 60000) i;
CREATE INDEX stale_id ON stale (id);
SELECT pg_sleep(1.2);
ANALYZE stale;
DELETE FROM stale WHERE id % 3 > 0;
SELECT pg_sleep(0.7);
