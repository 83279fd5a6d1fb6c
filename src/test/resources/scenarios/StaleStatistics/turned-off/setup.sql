CREATE SCHEMA "Sales; 2";
CREATE TABLE "Sales; 2"."the ""orders""" (id int) WITH (autovacuum_enabled = off);
INSERT INTO "Sales; 2"."the ""orders""" SELECT generate_series(1, 20000);
CREATE TABLE changed (id int, n int) WITH (autovacuum_enabled = off, autovacuum_analyze_scale_factor = 0.01);
INSERT INTO changed SELECT i, 0 FROM generate_series(1, 20000) i;
ANALYZE changed;
SELECT pg_sleep(1);
