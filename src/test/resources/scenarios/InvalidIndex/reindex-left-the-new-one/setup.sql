CREATE TABLE t (id int PRIMARY KEY, v int) WITH (autovacuum_enabled = off);
INSERT INTO t SELECT i, i FROM generate_series(1, 100) i;
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION g(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN IF current_setting('my.fail', true) = 'yes' THEN RAISE EXCEPTION 'no'; END IF; RETURN $1; END $$;
CREATE INDEX t_v_idx ON t (g(v));
CREATE INDEX a_name_that_is_sixty_three_bytes_long_so_that_it_has_to_be_cut_ ON t (g(v), id);
CREATE UNIQUE INDEX t_unique_idx ON t (g(id));
SET my.fail = yes;
-- fails
REINDEX INDEX CONCURRENTLY t_v_idx;
-- fails
REINDEX INDEX CONCURRENTLY t_v_idx;
-- fails
REINDEX INDEX CONCURRENTLY a_name_that_is_sixty_three_bytes_long_so_that_it_has_to_be_cut_;
-- fails
REINDEX INDEX CONCURRENTLY t_unique_idx;
