WITH next AS (SELECT id FROM jobs ORDER BY id LIMIT 4900 FOR UPDATE SKIP LOCKED) DELETE FROM jobs j USING next n WHERE j.id = n.id;
SELECT pg_sleep(6);
VACUUM jobs;
SELECT pg_sleep(1);
