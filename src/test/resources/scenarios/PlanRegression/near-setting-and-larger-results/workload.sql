-- times 1, 0
INSERT INTO wm SELECT g, g % 2, repeat('s', 80) FROM generate_series(80001, 160000) g;
-- times 1, 0
DO $$
BEGIN
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET work_mem = ''64kB''', current_database());
END $$;
-- times 0, 1
DO $$
BEGIN
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I RESET work_mem', current_database());
END $$;
-- times 1, 0
VACUUM ANALYZE wm;
-- times 25
SELECT id, pad FROM wm WHERE k < 3;
