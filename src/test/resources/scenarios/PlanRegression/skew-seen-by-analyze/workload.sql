UPDATE orders SET user_id = 42 WHERE id % 10 <> 0;
ANALYZE orders;
-- times 30
SELECT count(note) FROM orders WHERE user_id = 42;
