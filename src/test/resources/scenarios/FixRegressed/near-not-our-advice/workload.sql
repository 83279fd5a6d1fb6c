-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
-- times 0, 1
DROP INDEX IF EXISTS idle_idx;
-- times 0, 1
DROP INDEX IF EXISTS orders_buyer_idx;
-- times 60
SELECT coupon FROM orders WHERE buyer = :i;
