DELETE FROM orders WHERE id > 10000;
SELECT pg_sleep(6);
VACUUM orders;
SELECT pg_sleep(1);
