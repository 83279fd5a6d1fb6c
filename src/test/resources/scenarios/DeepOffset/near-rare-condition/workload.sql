-- times 22
SELECT id, title FROM articles WHERE state = 1 ORDER BY id LIMIT 5 OFFSET 1;
