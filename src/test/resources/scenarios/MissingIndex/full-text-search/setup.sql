CREATE EXTENSION pg_stat_statements;
CREATE TABLE pages (id int PRIMARY KEY, tsv tsvector NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO pages
SELECT g, to_tsvector('english', 'word' || g % 5000 || ' common'), repeat('p', 70) FROM generate_series(1, 40000) g;
VACUUM ANALYZE pages;
SELECT id FROM pages WHERE tsv @@ to_tsquery('english', 'word17');
SELECT id FROM pages WHERE tsv @@ to_tsquery('english', 'word18');
SELECT id FROM pages WHERE tsv @@ to_tsquery('english', 'word19');
SELECT pad FROM pages WHERE tsv @@ plainto_tsquery('word17');
SELECT pad FROM pages WHERE tsv @@ plainto_tsquery('word18');
SELECT pad FROM pages WHERE tsv @@ plainto_tsquery('word19');
CREATE TABLE notes (id int PRIMARY KEY, tsv tsvector NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO notes
SELECT g, to_tsvector('english', 'word' || g % 5000 || ' common'), repeat('p', 70) FROM generate_series(1, 40000) g;
VACUUM ANALYZE notes;
SELECT id FROM notes WHERE tsv @@ websearch_to_tsquery('word17');
SELECT id FROM notes WHERE tsv @@ websearch_to_tsquery('word18');
SELECT id FROM notes WHERE tsv @@ websearch_to_tsquery('word19');
SELECT pad FROM notes WHERE tsv @@ phraseto_tsquery('english', 'word17');
SELECT pad FROM notes WHERE tsv @@ phraseto_tsquery('english', 'word18');
SELECT pad FROM notes WHERE tsv @@ phraseto_tsquery('english', 'word19');
