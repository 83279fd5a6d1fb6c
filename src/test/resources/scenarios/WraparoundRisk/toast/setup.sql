CREATE TABLE letters (id int, body text) WITH (autovacuum_freeze_max_age = 100000);
INSERT INTO letters SELECT i, (SELECT pg_catalog.string_agg(pg_catalog.md5(i::text || j), '') FROM pg_catalog.generate_series(1, 200) j) FROM pg_catalog.generate_series(1, 20) i;
CREATE TABLE mails (id int, body text) WITH (autovacuum_freeze_max_age = 100000, toast.autovacuum_vacuum_threshold = 50);
INSERT INTO mails SELECT * FROM letters;
DO $$ BEGIN FOR i IN 1..125000 LOOP PERFORM pg_catalog.pg_current_xact_id(); COMMIT; END LOOP; END $$;

VACUUM (FREEZE, PROCESS_TOAST false) letters;
VACUUM (FREEZE, PROCESS_TOAST false) mails;
