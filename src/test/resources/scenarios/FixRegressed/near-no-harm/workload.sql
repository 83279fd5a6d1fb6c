DROP INDEX IF EXISTS narrow_idx;
-- times 60
SELECT id FROM orders WHERE buyer = :i;
