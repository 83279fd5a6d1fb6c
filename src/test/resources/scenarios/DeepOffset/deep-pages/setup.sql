CREATE EXTENSION pg_stat_statements;
CREATE TABLE articles (id bigint PRIMARY KEY, at timestamptz NOT NULL, title text) WITH (autovacuum_enabled = off);
INSERT INTO articles SELECT g, now() - g * interval '1 min', repeat('x', 1500) FROM generate_series(1, 20000) g;
VACUUM ANALYZE articles;
SELECT id, title FROM articles ORDER BY id LIMIT 20 OFFSET 1;
