CREATE EXTENSION pgstattuple;
CREATE TABLE rounds (id int, round int, note text) WITH (autovacuum_enabled = false);
INSERT INTO rounds SELECT i, 0, repeat('x', 100) FROM generate_series(1, 40000) i;
UPDATE rounds SET round = 1;
VACUUM (ANALYZE) rounds;
UPDATE rounds SET round = 2;
VACUUM (ANALYZE) rounds;
