CREATE TABLE nightly (id int) WITH (autovacuum_enabled = off);
INSERT INTO nightly SELECT generate_series(1, 40000);
VACUUM ANALYZE nightly;
SELECT pg_sleep(1.1);
DELETE FROM nightly WHERE id <= 30000;
SELECT pg_sleep(1);
