CREATE TABLE letters (id int, body text) WITH (autovacuum_multixact_freeze_max_age = 10000);
INSERT INTO letters SELECT i, (SELECT pg_catalog.string_agg(pg_catalog.md5(i::text || j), '') FROM pg_catalog.generate_series(1, 200) j) FROM pg_catalog.generate_series(1, 20) i;
CREATE TABLE locked (id int);
INSERT INTO locked VALUES (1);
DO $$ BEGIN PERFORM FROM locked FOR KEY SHARE; FOR i IN 1..12500 LOOP BEGIN PERFORM FROM locked FOR NO KEY UPDATE; RAISE EXCEPTION 'undone'; EXCEPTION WHEN raise_exception THEN END; END LOOP; END $$;

VACUUM (FREEZE, PROCESS_TOAST false) letters;
