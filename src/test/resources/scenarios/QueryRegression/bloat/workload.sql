-- times 0, 8, 0
UPDATE queue SET body = repeat('y', 200);
SELECT pg_sleep(0.7);
-- times 30
SELECT count(body) FROM queue WHERE state = :i;
