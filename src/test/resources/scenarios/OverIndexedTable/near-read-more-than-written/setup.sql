CREATE TABLE profiles (id int PRIMARY KEY, a int, b int, c int, d int) WITH (autovacuum_enabled = off);
INSERT INTO profiles SELECT i, i, i, i, i FROM generate_series(1, 10000) i;
CREATE INDEX profiles_never_idx ON profiles (a, b);
CREATE INDEX ON profiles (b);
CREATE INDEX ON profiles (c);
CREATE INDEX ON profiles (d);
