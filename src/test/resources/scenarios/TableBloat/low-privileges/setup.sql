CREATE EXTENSION pgstattuple;
CREATE TABLE sound (id int, note text) WITH (autovacuum_enabled = false);
INSERT INTO sound SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
VACUUM (ANALYZE) sound;
