CREATE TABLE batches (batch int, v int, pad text) WITH (autovacuum_enabled = off);
CREATE INDEX batches_v_brin ON batches USING brin (v) WITH (pages_per_range = 2);
INSERT INTO batches SELECT b, (hashint4(b) & 1023) * 1000 + i % 100, repeat('x', 100) FROM generate_series(1, 400) b, generate_series(1, 100) i;
ANALYZE batches;
CREATE TABLE later (batch int, v int, pad text) WITH (autovacuum_enabled = off);
CREATE INDEX later_v_brin ON later USING brin (v) WITH (pages_per_range = 2);
VACUUM later;
INSERT INTO later SELECT batch, v, pad FROM batches;
ANALYZE later;
