-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
SELECT count(*) FROM orders WHERE buyer = 5;
