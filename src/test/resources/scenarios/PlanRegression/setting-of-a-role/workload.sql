-- times 1, 0
DO $$
BEGIN
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET enable_indexscan = off', current_database());
END $$;
-- times 60
SELECT * FROM orders WHERE id = :i;
