-- times 25
SELECT a.id FROM articles a ORDER BY a.at DESC LIMIT 10 OFFSET 100:i;
