CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id int PRIMARY KEY, buyer int NOT NULL, coupon int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT i, i % 5000, i % 7000 FROM generate_series(1, 100000) i;
CREATE INDEX orders_buyer_idx ON orders (buyer);
CREATE INDEX idle_idx ON orders (coupon) WHERE coupon > 10;
VACUUM ANALYZE orders;
-- times 60
SELECT coupon FROM orders WHERE buyer = :i;
