CREATE TABLE archive (id int) WITH (autovacuum_enabled = off, autovacuum_vacuum_scale_factor = 0.5, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_threshold = -1);
INSERT INTO archive SELECT generate_series(1, 40000);
ANALYZE archive;
DELETE FROM archive WHERE id <= 20000;
CREATE TABLE below (id int) WITH (autovacuum_enabled = off, autovacuum_vacuum_insert_threshold = -1);
INSERT INTO below SELECT generate_series(1, 40000);
ANALYZE below;
DELETE FROM below WHERE id <= 12000;
SELECT pg_sleep(1);
