CREATE EXTENSION pg_stat_statements;
CREATE TABLE queue (id int, state int NOT NULL, body text) WITH (autovacuum_enabled = off);
INSERT INTO queue SELECT g, g % 50, repeat('x', 200) FROM generate_series(1, 2000) g;
VACUUM ANALYZE queue;
-- times 30
SELECT count(body) FROM queue WHERE state = :i;
