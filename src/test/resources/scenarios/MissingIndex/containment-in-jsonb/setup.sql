CREATE EXTENSION pg_stat_statements;
CREATE TABLE events (id bigint PRIMARY KEY, data jsonb NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO events SELECT g, pg_catalog.jsonb_build_object('key', g % 5000, 'pad', repeat('x', 60)) FROM generate_series(1, 40000) g;
VACUUM ANALYZE events;
SELECT id FROM events WHERE data @> '{"key": 17}';
SELECT id FROM events WHERE data @> '{"key": 18}';
SELECT id FROM events WHERE data @> '{"key": 19}';
