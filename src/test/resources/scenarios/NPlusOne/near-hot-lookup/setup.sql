CREATE EXTENSION pg_stat_statements;
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, region int);
INSERT INTO users SELECT g, 'user ' || g FROM generate_series(1, 1000) g;
INSERT INTO orders SELECT g, g % 1000 + 1, g % 50 FROM generate_series(1, 1000) g;
ANALYZE;
SELECT id, user_id FROM orders WHERE region = 1;
SELECT u.id, u.name FROM users u WHERE u.id = 1;
