CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int);
INSERT INTO jobs SELECT generate_series(1, 5000);
WITH next AS (SELECT id FROM jobs ORDER BY id LIMIT 4900 FOR UPDATE SKIP LOCKED) DELETE FROM jobs j USING next n WHERE j.id = n.id;
SELECT pg_sleep(1);
