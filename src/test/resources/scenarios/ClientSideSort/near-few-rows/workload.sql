-- times 25
SELECT id, at FROM events WHERE id < 10;
-- times 25
SELECT id, at FROM events WHERE id < 10 ORDER BY at;
