-- times 1, 0
INSERT INTO orders SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 50000) g;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
