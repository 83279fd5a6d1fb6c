-- times 25
SELECT id, title FROM posts WHERE user_id = 2 AND read_at IS NULL ORDER BY created_at DESC LIMIT 20 OFFSET 0;
