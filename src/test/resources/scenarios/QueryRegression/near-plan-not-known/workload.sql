-- times 0, 1, 0
INSERT INTO orders SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 50000) g;
-- times 30
UPDATE orders SET note = 'z' WHERE user_id = :i RETURNING id;
