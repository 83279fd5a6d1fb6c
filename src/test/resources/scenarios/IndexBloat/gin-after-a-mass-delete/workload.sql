DELETE FROM docs WHERE id % 20 > 0;
SELECT pg_sleep(1.2);
VACUUM ANALYZE docs;
SELECT pg_sleep(0.7);
