CREATE TABLE people (n int, name text, at date) WITH (autovacuum_enabled = off);
INSERT INTO people SELECT i, 'Name ' || i, DATE '2026-01-01' + i % 100 FROM generate_series(1, 2000) i;
CREATE INDEX partial_idx ON people ((n % 7)) WHERE n > 10;
CREATE INDEX covered_idx ON people (lower(name));
CREATE STATISTICS covering ON (lower(name)), n FROM people;
CREATE INDEX twin_idx ON people (upper(name), n);
CREATE UNIQUE INDEX kept_key ON people (upper(name));
CREATE INDEX untargeted_idx ON people ((n % 9));
ALTER INDEX untargeted_idx ALTER COLUMN 1 SET STATISTICS 0;
CREATE INDEX plain_idx ON people (at);
ANALYZE people;
-- Never analysed since it is there.
CREATE INDEX young_idx ON people ((n % 11));
