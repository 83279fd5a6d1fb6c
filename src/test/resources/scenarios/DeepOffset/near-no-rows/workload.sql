-- times 100
SELECT id FROM posts WHERE user_id = 9:i ORDER BY created_at DESC LIMIT 20 OFFSET 0;
