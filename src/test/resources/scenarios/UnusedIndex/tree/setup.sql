CREATE TABLE events (id int, at date, kind int) PARTITION BY RANGE (at);
CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO events SELECT i, DATE '2025-01-01' + i % 700, i FROM generate_series(1, 20000) i;
CREATE INDEX events_kind_idx ON events (kind);
CREATE INDEX events_id_idx ON events (id);
