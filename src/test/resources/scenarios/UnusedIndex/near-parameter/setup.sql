CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int PRIMARY KEY, status text NOT NULL, run_at timestamptz NOT NULL, gone timestamptz) WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT i, CASE WHEN i % 2000 = 0 THEN 'failed' ELSE (ARRAY['done', 'sent', 'skipped'])[1 + i % 3] END, '2026-01-01', CASE WHEN i % 2 = 0 THEN '2026-01-01'::timestamptz END FROM generate_series(1, 60000) i;
CREATE INDEX jobs_failed ON jobs (run_at) WHERE status = 'failed';
CREATE INDEX jobs_there ON jobs (run_at) WHERE gone IS NULL;
VACUUM ANALYZE jobs;
-- Once, with a value that does not meet the condition; at the end of the quarter one does.
SELECT count(*) FROM jobs WHERE status = 'done' AND run_at < '2026-02-01';
UPDATE jobs SET gone = '2026-01-02' WHERE id = 7;
SELECT pg_sleep(1.5);
