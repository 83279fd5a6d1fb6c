-- times 25
SELECT id, title FROM posts ORDER BY created_at DESC NULLS LAST LIMIT 20 OFFSET 0;
