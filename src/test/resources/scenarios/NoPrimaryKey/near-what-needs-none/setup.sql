CREATE UNLOGGED TABLE scratch (id int);
INSERT INTO scratch SELECT i FROM generate_series(1, 3000) i;
ANALYZE scratch;
CREATE MATERIALIZED VIEW summary AS SELECT i FROM generate_series(1, 3000) i;
ANALYZE summary;
CREATE TABLE few (id int);
INSERT INTO few SELECT i FROM generate_series(1, 900) i;
ANALYZE few;
CREATE EXTENSION pg_stat_statements;
