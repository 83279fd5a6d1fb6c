CREATE TABLE orders (id int, note text) WITH (autovacuum_vacuum_insert_threshold = -1);
INSERT INTO orders SELECT i, 'n' FROM generate_series(1, 30000) i;
VACUUM ANALYZE orders;
CREATE TABLE "Slow; one" (id int, note text) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);
INSERT INTO "Slow; one" SELECT i, repeat('n', 400) FROM generate_series(1, 30000) i;
DELETE FROM "Slow; one" WHERE id > 15000;
SELECT pg_sleep(1.1);
-- Until the only worker is at it, where it stays for minutes.
DO $$
BEGIN
  FOR i IN 1..600 LOOP
    PERFORM pg_stat_clear_snapshot();
    EXIT WHEN EXISTS (SELECT FROM pg_stat_progress_vacuum WHERE relid = '"Slow; one"'::regclass);
    PERFORM pg_sleep(0.1);
  END LOOP;
END $$;
DELETE FROM orders WHERE id > 15500;
SELECT pg_sleep(1);
