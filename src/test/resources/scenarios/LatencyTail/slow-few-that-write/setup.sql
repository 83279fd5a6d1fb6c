CREATE EXTENSION pg_stat_statements;
CREATE TABLE delays (id int PRIMARY KEY, seconds float8) WITH (autovacuum_enabled = off);
INSERT INTO delays SELECT g, 0.04 FROM generate_series(1, 20) g;
ANALYZE delays;
CREATE TABLE "Log; ""Entries""" (id int, slept text);
-- times 20
INSERT INTO "Log; ""Entries""" SELECT id, pg_sleep(seconds)::text FROM delays WHERE id = :i;
