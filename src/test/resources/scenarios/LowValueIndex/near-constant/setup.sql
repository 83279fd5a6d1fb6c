CREATE TABLE jobs (id int PRIMARY KEY, status text, done boolean, kind int) WITH (autovacuum_enabled = off);
CREATE INDEX jobs_status_idx ON jobs (status);
CREATE INDEX jobs_done_idx ON jobs (done);
CREATE INDEX jobs_kind_idx ON jobs (kind, id);
INSERT INTO jobs SELECT i, CASE WHEN i % 50 = 0 THEN 'pending' ELSE 'the secret of the house' END, i % 30 <> 0, 7 FROM generate_series(1, 5000) i;
ANALYZE jobs;
