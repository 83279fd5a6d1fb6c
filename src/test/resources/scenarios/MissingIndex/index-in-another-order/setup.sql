CREATE EXTENSION pg_stat_statements;
CREATE TABLE news (id int PRIMARY KEY, created_at timestamptz, pad text) WITH (autovacuum_enabled = off);
INSERT INTO news
SELECT g, timestamptz '2026-01-01' + (g * 7877::bigint) % 40000 * interval '1 minute', repeat('p', 70)
FROM generate_series(1, 40000) g;
CREATE INDEX news_last ON news (created_at DESC NULLS LAST);
VACUUM ANALYZE news;
SELECT id FROM news ORDER BY created_at DESC LIMIT 10;
SELECT id FROM news ORDER BY created_at DESC LIMIT 11;
SELECT id FROM news ORDER BY created_at DESC LIMIT 12;
CREATE TABLE people (id int PRIMARY KEY, name text, pad text) WITH (autovacuum_enabled = off);
INSERT INTO people SELECT g, 'n' || (g * 7877::bigint) % 40000, repeat('p', 70) FROM generate_series(1, 40000) g;
CREATE INDEX people_prefix ON people (name text_pattern_ops);
VACUUM ANALYZE people;
SELECT id FROM people ORDER BY name LIMIT 10;
SELECT id FROM people ORDER BY name LIMIT 11;
SELECT id FROM people ORDER BY name LIMIT 12;
