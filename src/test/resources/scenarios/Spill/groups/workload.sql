-- times 4
SELECT count(*) FROM (SELECT pad, count(*) FROM big GROUP BY pad OFFSET 0) s;
