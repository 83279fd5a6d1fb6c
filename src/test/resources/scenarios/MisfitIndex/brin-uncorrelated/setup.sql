CREATE TABLE events (id int, at timestamptz, token int, other int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO events SELECT i, TIMESTAMPTZ '2026-01-01' + i * interval '1 s', hashint4(i), hashint4(-i), repeat('x', 100) FROM generate_series(1, 40000) i;
CREATE INDEX events_token_brin ON events USING brin (token) WITH (pages_per_range = 8);
CREATE INDEX events_other_brin ON events USING brin (other);
CREATE INDEX events_both_brin ON events USING brin (token, id);
CREATE INDEX events_multi_brin ON events USING brin (other int4_minmax_multi_ops);
CREATE INDEX events_bloom_brin ON events USING brin (other int4_bloom_ops);
CREATE INDEX events_at_brin ON events USING brin (at);
ANALYZE events;
