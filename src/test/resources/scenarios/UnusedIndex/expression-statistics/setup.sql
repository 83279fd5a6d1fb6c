CREATE TABLE people (n int, name text) WITH (autovacuum_enabled = off);
INSERT INTO people SELECT i, 'Name ' || i % 100 FROM generate_series(1, 2000) i;
CREATE INDEX "people; ""lower"" --" ON people (lower(name), (n % 10));
ALTER INDEX "people; ""lower"" --" ALTER COLUMN 2 SET STATISTICS 55;
CREATE INDEX i23456789_123456789_123456789_123456789_123456789_123456789_123 ON people ((CASE WHEN n > 3 THEN upper(name) ELSE '; --' END) DESC);
-- The names that come to mind are taken, the first one by statistics of another expression.
CREATE STATISTICS "people; ""lower"" --_stat" ON (n + 7) FROM people;
CREATE STATISTICS i23456789_123456789_123456789_123456789_123456789_1234567_stat ON n, name FROM people;
CREATE TABLE tree (n int) PARTITION BY RANGE (n);
CREATE TABLE tree_1 PARTITION OF tree FOR VALUES FROM (0) TO (1000) WITH (autovacuum_enabled = off);
CREATE TABLE tree_2 PARTITION OF tree FOR VALUES FROM (1000) TO (2001) WITH (autovacuum_enabled = off);
INSERT INTO tree SELECT i FROM generate_series(1, 2000) i;
CREATE INDEX people_tree_idx ON tree ((n + 1));
ANALYZE;
