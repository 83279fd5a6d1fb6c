CREATE TABLE t (id int PRIMARY KEY, v int) WITH (autovacuum_enabled = off);
INSERT INTO t SELECT i, i FROM generate_series(1, 100) i;
CREATE FUNCTION g(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN IF current_setting('my.fail', true) = 'yes' THEN RAISE EXCEPTION 'no'; END IF; RETURN $1; END $$;
CREATE FUNCTION w(int) RETURNS tsvector IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN IF current_setting('my.fail', true) = 'yes' THEN RAISE EXCEPTION 'no'; END IF; RETURN 'a b'::tsvector; END $$;
CREATE INDEX t_wide_brin ON t USING brin (g(v)) WITH (pages_per_range = 128);
CREATE INDEX t_short_gist ON t USING gist (w(v));
CREATE INDEX t_v_idx ON t (g(v)) WITH (fillfactor = 70);
CREATE INDEX t_brin ON t USING brin (g(id)) WITH (pages_per_range = 8, autosummarize = on);
SET my.fail = yes;
-- fails
CREATE INDEX CONCURRENTLY t_narrow_brin ON t USING brin (g(v)) WITH (pages_per_range = 8);
-- fails
CREATE INDEX CONCURRENTLY t_long_gist ON t USING gist (w(v) tsvector_ops (siglen = 200));
-- fails
CREATE INDEX CONCURRENTLY t_v_twin ON t (g(v));
-- fails
CREATE INDEX CONCURRENTLY t_brin_twin ON t USING brin (g(id)) WITH (autosummarize = on, pages_per_range = 8);
