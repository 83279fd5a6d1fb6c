CREATE EXTENSION pg_stat_statements;
CREATE TABLE fresh (id int PRIMARY KEY, k int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO fresh SELECT g, g % 300, repeat('p', 70) FROM generate_series(1, 900) g;
VACUUM ANALYZE fresh;
-- times 60
SELECT count(pad) FROM fresh WHERE k = :i;
