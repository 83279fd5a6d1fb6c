-- times 1, 0
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET random_page_cost = 1000', current_database());
END $$;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
