INSERT INTO orders SELECT g, 42, repeat('x', 40) FROM generate_series((SELECT max(id) FROM orders) + 1, (SELECT max(id) FROM orders) + 200000) g;
ANALYZE orders;
-- times 30
SELECT * FROM orders WHERE user_id = 42;
