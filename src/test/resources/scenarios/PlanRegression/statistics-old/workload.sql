-- times 1, 0
INSERT INTO orders SELECT g, g % 100, repeat('x', 100) FROM generate_series(101, 100100) g;
-- times 30
SELECT count(o.note) FROM items i JOIN orders o ON o.item = i.id WHERE i.kind = 1;
