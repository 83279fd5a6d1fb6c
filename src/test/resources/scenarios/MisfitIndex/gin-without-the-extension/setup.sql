CREATE TABLE docs (id int PRIMARY KEY, tags int[]) WITH (autovacuum_enabled = off);
CREATE INDEX docs_gin ON docs USING gin (tags);
INSERT INTO docs SELECT i, ARRAY[i, i + 1, i + 2, i + 3] FROM generate_series(1, 5000) i;
CREATE TABLE v (id int PRIMARY KEY, tags int[]);
CREATE INDEX v_gin ON v USING gin (tags);
INSERT INTO v SELECT i, ARRAY[i, i + 1, i + 2, i + 3] FROM generate_series(1, 100) i;
