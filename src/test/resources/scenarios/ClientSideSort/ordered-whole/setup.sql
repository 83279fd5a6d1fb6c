CREATE EXTENSION pg_stat_statements;
CREATE TABLE events (id bigint, at timestamptz, kind int) WITH (autovacuum_enabled = off);
INSERT INTO events SELECT g, now() - g * interval '1 s', g % 3 FROM generate_series(1, 3000) g;
ANALYZE events;
SELECT id, at FROM events;
select id, at from events order by kind, id;
