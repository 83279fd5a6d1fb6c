DELETE FROM thinned WHERE id % 10 < 6;
VACUUM (ANALYZE) thinned;
SELECT pg_sleep(0.2);
