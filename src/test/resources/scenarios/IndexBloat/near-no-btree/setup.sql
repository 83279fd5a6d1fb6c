CREATE TABLE docs (id int, tags int[], word text) WITH (autovacuum_enabled = off);
INSERT INTO docs SELECT i, ARRAY[i % 100], i::text FROM generate_series(1, 10000) i;
CREATE INDEX docs_tags ON docs USING gin (tags);
CREATE INDEX docs_word ON docs USING hash (word);
CREATE INDEX docs_id ON docs USING brin (id) WITH (pages_per_range = 1);
