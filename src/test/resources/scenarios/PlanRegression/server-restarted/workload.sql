-- times 1, 0
DROP INDEX orders_user_idx;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
