UPDATE payments SET n = n + 1, day = day + 1;
SET enable_seqscan = off;
SELECT count(*) FROM payments WHERE day = 7;
