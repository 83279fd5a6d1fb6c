-- times 22
SELECT id % 10 AS d, count(*), max(length(title)) FROM articles GROUP BY 1 ORDER BY d LIMIT 5 OFFSET 2;
