-- times 21
SELECT id, kind FROM events;
