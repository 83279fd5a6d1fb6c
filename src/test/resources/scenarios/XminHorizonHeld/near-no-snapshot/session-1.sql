BEGIN;
SELECT count(*) FROM orders;
SET LOCAL work_mem = '4MB';
