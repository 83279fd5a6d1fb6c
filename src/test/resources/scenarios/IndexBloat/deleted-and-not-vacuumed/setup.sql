CREATE EXTENSION pgstattuple;
CREATE TABLE events (id bigint, kind int) WITH (autovacuum_enabled = off);
INSERT INTO events SELECT i, i % 300 FROM generate_series(1, 60000) i;
CREATE INDEX events_id ON events (id);
CREATE INDEX events_kind ON events (kind);
DELETE FROM events WHERE id % 10 < 7;
SELECT pg_sleep(1.2);
ANALYZE events;
SELECT pg_sleep(0.7);
