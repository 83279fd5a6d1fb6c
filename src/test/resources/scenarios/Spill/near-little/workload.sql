-- times 4
SELECT count(*) FROM (SELECT id, pad FROM big WHERE id < 25000 ORDER BY pad OFFSET 0) s;
