-- times 25
SELECT id, title, count(*) OVER () AS total FROM posts WHERE user_id = 2 ORDER BY created_at DESC LIMIT 20 OFFSET 0;
