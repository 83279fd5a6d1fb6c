CREATE TABLE users (id int PRIMARY KEY, email text, score int);
INSERT INTO users SELECT i, 'u' || i / 2, i % 7 FROM generate_series(1, 100) i;
-- fails
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
-- fails
CREATE INDEX CONCURRENTLY users_ratio_idx ON users ((100 / score));
DELETE FROM users WHERE id % 2 = 0 OR score = 0;
CREATE TABLE parts (id int, kind int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (100) TO (200);
INSERT INTO parts SELECT i, i % 7 FROM generate_series(1, 150) i;
CREATE INDEX parts_ratio_idx ON ONLY parts ((100 / kind));
-- fails
CREATE INDEX CONCURRENTLY parts_1_ratio_idx ON parts_1 ((100 / kind));
ALTER INDEX parts_ratio_idx ATTACH PARTITION parts_1_ratio_idx;
DELETE FROM parts WHERE kind = 0;
