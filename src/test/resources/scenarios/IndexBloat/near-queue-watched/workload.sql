INSERT INTO queue SELECT m + i FROM (SELECT max(id) AS m FROM queue) AS q, generate_series(1, 20000) i;
DELETE FROM queue WHERE id <= (SELECT max(id) - 20000 FROM queue);
SELECT pg_sleep(1.2);
VACUUM queue;
SELECT pg_sleep(0.7);
