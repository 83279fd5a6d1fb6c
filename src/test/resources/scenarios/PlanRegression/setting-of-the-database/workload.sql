-- times 1, 0
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET enable_indexscan = off', current_database());
  EXECUTE format('ALTER DATABASE %I SET enable_bitmapscan = off', current_database());
END $$;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
