-- times 30, 25, 40
SELECT count(note) FROM orders WHERE user_id = :i;
INSERT INTO orders SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 500) g;
-- times 30
SELECT count(*) FROM generate_series(1, 3000);
