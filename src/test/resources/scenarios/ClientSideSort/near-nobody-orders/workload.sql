-- times 25
SELECT id, at FROM events WHERE kind = 1;
-- times 5
SELECT id, at, kind FROM events WHERE kind = 1 ORDER BY at DESC LIMIT 10;
