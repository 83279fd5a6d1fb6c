CREATE EXTENSION pg_stat_statements;
CREATE TABLE delays (id int PRIMARY KEY, seconds float8) WITH (autovacuum_enabled = off);
INSERT INTO delays SELECT g, 0.002 FROM generate_series(1, 100) g;
ANALYZE delays;
-- times 30
SELECT pg_sleep(seconds) FROM delays WHERE id = :i;
-- times 30
SELECT count(*) FROM generate_series(1, 3000);
