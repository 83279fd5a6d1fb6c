CREATE EXTENSION pg_stat_statements;
CREATE TABLE delays (id int PRIMARY KEY, seconds float8) WITH (autovacuum_enabled = off);
INSERT INTO delays SELECT g, 0.04 FROM generate_series(1, 20) g;
ANALYZE delays;
-- times 20
SELECT pg_sleep(seconds) FROM delays WHERE id = :i;
