-- times 21
SELECT e."Id", l.x FROM "All; ""Events""" e, (SELECT 1 AS x FROM "All; ""Events""" LIMIT 1) l;
