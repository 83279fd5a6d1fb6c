UPDATE jobs SET touched = touched + 1;
-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(1.1);
