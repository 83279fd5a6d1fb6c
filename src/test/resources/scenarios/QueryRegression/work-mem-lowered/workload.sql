-- times 0, 1, 0
DO $$
BEGIN
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET work_mem = ''64kB''', current_database());
END $$;
-- times 0, 1
SET work_mem = '64kB';
-- times 30
SELECT v FROM srt ORDER BY v LIMIT 10 OFFSET 14000;
