-- times 0, 1, 0
UPDATE delays SET seconds = CASE WHEN id IN (3, 17) THEN 0.31 ELSE 0.01 END;
-- times 20
SELECT pg_sleep(seconds) FROM delays WHERE id = :i;
