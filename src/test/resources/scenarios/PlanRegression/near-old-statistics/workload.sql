-- times 1, 0
INSERT INTO orders SELECT g, g % 5000, repeat('x', 100) FROM generate_series(50001, 90000) g;
-- times 1, 0
DROP INDEX orders_user_idx;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
