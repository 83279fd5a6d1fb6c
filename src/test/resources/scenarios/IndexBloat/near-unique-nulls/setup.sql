CREATE EXTENSION pgstattuple;
CREATE TABLE people (id bigint, passport int) WITH (autovacuum_enabled = off);
CREATE UNIQUE INDEX people_passport ON people (passport);
INSERT INTO people SELECT i, CASE WHEN i % 10 < 4 THEN i END FROM generate_series(1, 100000) i;
DELETE FROM people WHERE id % 20 IN (1, 7, 13);
SELECT pg_sleep(1.2);
VACUUM ANALYZE people;
SELECT pg_sleep(0.7);
