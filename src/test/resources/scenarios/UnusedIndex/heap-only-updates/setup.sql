CREATE TABLE jobs (id int PRIMARY KEY, touched int, state int) WITH (fillfactor = 50, autovacuum_enabled = off);
INSERT INTO jobs SELECT i, i, i FROM generate_series(1, 1000) i;
CREATE INDEX jobs_touched_idx ON jobs (touched);
CREATE UNIQUE INDEX jobs_state_key ON jobs (state);
CREATE INDEX jobs_state_id_idx ON jobs (state, id);
