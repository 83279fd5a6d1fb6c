SET enable_seqscan = off;
SELECT count(*) FROM batches WHERE v = 17;
SELECT count(*) FROM later WHERE v = 17;
SELECT pg_sleep(1.1);
