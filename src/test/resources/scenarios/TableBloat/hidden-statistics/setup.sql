CREATE EXTENSION pgstattuple;
CREATE TABLE thinned (id int, note text) WITH (autovacuum_enabled = false);
INSERT INTO thinned SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
CREATE TABLE sound (LIKE thinned) WITH (autovacuum_enabled = false);
INSERT INTO sound SELECT * FROM thinned;
DELETE FROM thinned WHERE id % 10 < 6;
VACUUM (ANALYZE) thinned;
VACUUM (ANALYZE) sound;
