-- times 4
SELECT count(*) FROM (SELECT id, pad FROM big ORDER BY pad OFFSET 0) s;
