-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
-- times 0, 1
DROP INDEX IF EXISTS idle_idx;
-- times 0, 1
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET enable_indexscan = off', current_database());
  EXECUTE format('ALTER DATABASE %I SET enable_bitmapscan = off', current_database());
END $$;
-- times 0, 1
SET enable_indexscan = off;
-- times 0, 1
SET enable_bitmapscan = off;
-- times 60
SELECT coupon FROM orders WHERE buyer = :i;
