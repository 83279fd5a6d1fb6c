-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
-- In the third cycle the month ends, and the index is needed after all; then somebody drops it.
-- times 0, 0, 1
DROP INDEX IF EXISTS orders_buyer_idx;
-- times 0, 60
SELECT total FROM orders WHERE buyer = :i;
