CREATE EXTENSION pg_stat_statements;
CREATE TABLE events (id bigint, kind int) WITH (autovacuum_enabled = off);
INSERT INTO events SELECT g, g % 3 FROM generate_series(1, 12000) g;
ANALYZE events;
SELECT id, kind FROM events;
