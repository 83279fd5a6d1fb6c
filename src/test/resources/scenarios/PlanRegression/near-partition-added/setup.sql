CREATE EXTENSION pg_stat_statements;
CREATE TABLE events (at int NOT NULL, kind int) PARTITION BY RANGE (at);
CREATE INDEX ON events (kind);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (20000);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (20000) TO (40000);
INSERT INTO events SELECT g, g % 500 FROM generate_series(0, 39999) g;
ANALYZE events;
-- times 60
SELECT * FROM events WHERE kind = :i;
