CREATE EXTENSION pgstattuple;
CREATE TABLE churned (id int, round int, note text) WITH (autovacuum_vacuum_scale_factor = 1, autovacuum_vacuum_threshold = 100000);
INSERT INTO churned SELECT i, 0, repeat('x', 100) FROM generate_series(1, 40000) i;
UPDATE churned SET round = 1;
VACUUM (ANALYZE) churned;
