-- times 25
SELECT id, date_trunc('day', created_at) AS created_at FROM posts ORDER BY created_at DESC LIMIT 20 OFFSET 0;
