CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE jobs_1 PARTITION OF jobs FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT i, '2026-01-01' FROM generate_series(1, 20000) i;
WITH next AS (SELECT id FROM public.jobs ORDER BY id LIMIT 19900 FOR UPDATE SKIP LOCKED) DELETE FROM jobs j USING next n WHERE j.id = n.id;
SELECT pg_sleep(1);
