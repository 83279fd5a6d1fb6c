CREATE EXTENSION pg_stat_statements;
CREATE TABLE events (id int NOT NULL, at date NOT NULL, kind int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') WITH (autovacuum_enabled = off);
CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') WITH (autovacuum_enabled = off);
INSERT INTO events SELECT i, DATE '2025-01-01' + i % 700, i % 5000 FROM generate_series(1, 60000) i;
CREATE INDEX events_kind_idx ON events (kind);
VACUUM ANALYZE events;
