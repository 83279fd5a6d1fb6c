CREATE DOMAIN label AS text COLLATE "de-x-icu";
CREATE TABLE events (at date, kind label) PARTITION BY RANGE (at);
CREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_26 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX events_kind_idx ON events (kind);
CREATE INDEX events_at_idx ON events (at);
CREATE MATERIALIZED VIEW kinds AS SELECT DISTINCT kind FROM events;
CREATE UNIQUE INDEX kinds_key ON kinds (kind);
UPDATE pg_collation SET collversion = '1' WHERE collname = 'de-x-icu';
