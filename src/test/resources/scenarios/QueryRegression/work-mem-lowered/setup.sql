CREATE EXTENSION pg_stat_statements;
CREATE TABLE srt (id int PRIMARY KEY, v text) WITH (autovacuum_enabled = off);
INSERT INTO srt SELECT g, md5(g::text) FROM generate_series(1, 15000) g;
VACUUM ANALYZE srt;
-- times 30
SELECT v FROM srt ORDER BY v LIMIT 10 OFFSET 14000;
