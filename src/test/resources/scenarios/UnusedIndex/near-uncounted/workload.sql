-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
SET track_counts = off;
SET enable_seqscan = off;
SELECT count(*) FROM orders WHERE placed = 5;
