CREATE EXTENSION pg_stat_statements;
CREATE TABLE articles (id bigint PRIMARY KEY, at timestamptz NOT NULL, title text) WITH (autovacuum_enabled = off);
INSERT INTO articles SELECT g, now() - g * interval '1 min', repeat('x', 1500) FROM generate_series(1, 20000) g;
VACUUM ANALYZE articles;
SELECT id % 10 AS d, count(*), max(length(title)) FROM articles GROUP BY 1 ORDER BY d LIMIT 5 OFFSET 1;
