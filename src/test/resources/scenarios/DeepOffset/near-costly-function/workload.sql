-- times 25
SELECT id, counted(id) FROM posts ORDER BY created_at DESC LIMIT 10 OFFSET 0;
