-- times 1, 0
CREATE INDEX orders_user_idx ON orders (user_id);
-- times 60
SELECT * FROM orders WHERE user_id = :i;
