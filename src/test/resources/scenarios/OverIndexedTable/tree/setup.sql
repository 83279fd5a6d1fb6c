CREATE TABLE events (id int, at date, kind int, a int, b int, c int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') WITH (autovacuum_enabled = off);
CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') WITH (autovacuum_enabled = off);
CREATE INDEX events_kind_idx ON events (kind);
CREATE INDEX events_a_idx ON events (a);
CREATE INDEX events_b_idx ON events (b);
CREATE INDEX events_26_c_idx ON events_26 (c);
CREATE SEQUENCE event_id;
INSERT INTO events SELECT nextval('event_id'), DATE '2025-07-01' + i % 365, i, i, i, i FROM generate_series(1, 10000) i;
