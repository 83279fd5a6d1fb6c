CREATE TABLE t (id int PRIMARY KEY, path int[], code text[] UNIQUE, span int4range, tags int[]) WITH (autovacuum_enabled = off);
CREATE INDEX t_path_idx ON t (path);
CREATE INDEX t_span_idx ON t USING gist (span);
CREATE INDEX t_tags_idx ON t USING gin (tags);
CREATE INDEX t_tags_btree ON t (tags);
CREATE INDEX t_length_idx ON t (cardinality(tags));
INSERT INTO t SELECT i, ARRAY[i / 100, i], ARRAY['c' || i], int4range(i, i + 1), ARRAY[i] FROM generate_series(1, 2000) i;
ANALYZE t;
