-- times 1, 0
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_user_idx'::regclass;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
