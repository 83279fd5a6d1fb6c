INSERT INTO docs SELECT m + i, ARRAY[m * 7 + i, i, -i, i * 3], 'w' || m + i FROM (SELECT max(id) AS m FROM docs) AS d, generate_series(1, 15000) i;
SELECT pg_sleep(1.2);
VACUUM ANALYZE docs;
SELECT pg_sleep(0.7);
