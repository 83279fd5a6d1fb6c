-- times 25
SELECT e.* FROM "Eve
nts" e;
-- times 25
SELECT e.* FROM "Eve
nts" e ORDER BY e."At; ""Time""" LIMIT 10;
