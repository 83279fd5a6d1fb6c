CALL burn(20);
SELECT pg_sleep(1.2);
