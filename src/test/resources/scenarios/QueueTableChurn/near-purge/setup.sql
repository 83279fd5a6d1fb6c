CREATE TABLE history (id int) WITH (autovacuum_vacuum_threshold = 100000);
INSERT INTO history SELECT generate_series(1, 20000);
SELECT pg_sleep(1.1);
VACUUM ANALYZE history;
SELECT pg_sleep(1.1);
DELETE FROM history WHERE id > 500;
SELECT pg_sleep(1);
