-- Only now are the rows of the other session counted, and VACUUM comes after them.
VACUUM events;
SET enable_seqscan = off;
SELECT count(*) FROM events WHERE token = 17;
SELECT pg_sleep(1.1);
