-- times 1, 0
DROP INDEX orders_user_idx;
-- times 10
SELECT * FROM orders WHERE user_id = :i;
-- times 1, 0
SELECT pg_stat_statements_reset();
