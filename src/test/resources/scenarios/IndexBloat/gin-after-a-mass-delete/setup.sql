CREATE TABLE docs (id int, tags int[], near point) WITH (autovacuum_enabled = off);
INSERT INTO docs SELECT i, ARRAY[i, i + 1, i % 500], point(i % 251, i / 251) FROM generate_series(1, 30000) i;
CREATE INDEX docs_tags ON docs USING gin (tags);
CREATE INDEX docs_near ON docs USING gist (near);
