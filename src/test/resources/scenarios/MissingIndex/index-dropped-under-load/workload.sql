DROP INDEX IF EXISTS orders_buyer_idx;
-- times 60, 60
SELECT total FROM orders WHERE buyer = :i;
