-- times 21
SELECT id, kind FROM events LIMIT 11000;
-- times 21
SELECT id FROM events ORDER BY id FETCH FIRST 11000 ROWS ONLY;
