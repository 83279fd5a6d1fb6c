-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
