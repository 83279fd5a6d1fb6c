-- times 25
SELECT id, title FROM articles ORDER BY id LIMIT 20 OFFSET :i;
