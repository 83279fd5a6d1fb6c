-- times 1, 0
DROP TABLE orders;
-- times 1, 0
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text) WITH (autovacuum_enabled = off);
-- times 1, 0
INSERT INTO orders SELECT g, g % 5000, repeat('x', 100) FROM generate_series(1, 50000) g;
-- times 1, 0
VACUUM ANALYZE orders;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
