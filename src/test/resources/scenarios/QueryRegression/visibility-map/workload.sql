-- times 0, 1, 0
UPDATE "Io""s" SET pad = repeat('t', 80) WHERE id % 40 = 0;
SELECT pg_sleep(0.7);
-- times 30
SELECT count(*) FROM "Io""s" WHERE k = :i;
