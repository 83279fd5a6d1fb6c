CREATE SCHEMA "Ext";
CREATE EXTENSION pgstattuple SCHEMA "Ext";
CREATE TABLE thinned (id int, note text) WITH (autovacuum_enabled = false);
INSERT INTO thinned SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
DELETE FROM thinned WHERE id % 10 < 6;
VACUUM (ANALYZE) thinned;
