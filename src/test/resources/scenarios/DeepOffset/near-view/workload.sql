-- times 25
SELECT id, title FROM v_posts ORDER BY created_at DESC LIMIT 20 OFFSET 0;
