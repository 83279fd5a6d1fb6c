CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id int PRIMARY KEY, buyer int NOT NULL, total int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT i, i % 5000, i FROM generate_series(1, 100000) i;
CREATE INDEX orders_buyer_idx ON orders (buyer);
VACUUM ANALYZE orders;
