CREATE TABLE jobs (id int PRIMARY KEY, code int UNIQUE, owner text, state int, touched int, tag int UNIQUE) WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT i, i, 'owner ' || i, i % 7, i, i FROM generate_series(1, 10000) i;
CREATE INDEX jobs_owner_idx ON jobs (owner);
CREATE INDEX jobs_state_idx ON jobs (state) WHERE state < 3;
CREATE INDEX jobs_touched_idx ON jobs (touched, state);
CREATE TABLE few (id int PRIMARY KEY, a int, b int) WITH (autovacuum_enabled = off);
INSERT INTO few SELECT i, i, i FROM generate_series(1, 10000) i;
CREATE INDEX few_a_idx ON few (a);
CREATE INDEX few_b_idx ON few (b);
