CREATE TABLE events (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') WITH (autovacuum_enabled = off);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') WITH (autovacuum_enabled = off);
INSERT INTO events SELECT i, '2026-01-01'::date + i % 50 FROM generate_series(1, 40000) i;
SELECT pg_sleep(1.1);
ANALYZE events;
CREATE TABLE empty (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE empty_1 PARTITION OF empty FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
SELECT pg_sleep(1);
