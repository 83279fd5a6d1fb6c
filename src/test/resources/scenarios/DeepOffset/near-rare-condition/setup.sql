CREATE EXTENSION pg_stat_statements;
CREATE TABLE articles (id bigint PRIMARY KEY, state int, title text) WITH (autovacuum_enabled = off);
INSERT INTO articles SELECT g, CASE WHEN g > 19990 THEN 1 ELSE 0 END, repeat('x', 1500) FROM generate_series(1, 20000) g;
VACUUM ANALYZE articles;
SELECT id, title FROM articles WHERE state = 1 ORDER BY id LIMIT 5 OFFSET 1;
