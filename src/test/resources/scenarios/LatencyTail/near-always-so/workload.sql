-- times 20
SELECT pg_sleep(seconds) FROM delays WHERE id = :i;
