-- times 0, 1, 0
UPDATE delays SET seconds = 0.05;
-- times 30
SELECT pg_sleep(seconds) FROM delays WHERE id = :i;
-- times 30
SELECT count(*) FROM generate_series(1, 3000);
