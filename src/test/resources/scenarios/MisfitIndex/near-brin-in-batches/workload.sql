SET enable_seqscan = off;
SELECT count(*) FROM batches WHERE v = 17;
SELECT count(*) FROM batches WHERE v = 1017;
SELECT pg_sleep(1.1);
