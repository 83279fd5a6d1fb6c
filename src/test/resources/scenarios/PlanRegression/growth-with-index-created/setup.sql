CREATE EXTENSION pg_stat_statements;
CREATE TABLE fresh (id int PRIMARY KEY, k int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO fresh SELECT g, g % 100, repeat('p', 70) FROM generate_series(1, 450) g;
VACUUM ANALYZE fresh;
-- times 60
SELECT count(pad) FROM fresh WHERE k = :i;
