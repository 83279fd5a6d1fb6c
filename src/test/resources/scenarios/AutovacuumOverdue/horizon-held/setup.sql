CREATE TABLE orders (id int, note text);
INSERT INTO orders SELECT i, 'n' FROM generate_series(1, 30000) i;
VACUUM ANALYZE orders;
