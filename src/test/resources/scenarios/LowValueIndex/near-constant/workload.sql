SET enable_seqscan = off;
SELECT count(*) FROM jobs WHERE status = 'pending';
SELECT pg_sleep(1.1);
