-- times 25
SELECT title FROM "Art; ""icles""" t WHERE t."Tenant Id" = 1 ORDER BY t."At" DESC, t.id DESC LIMIT 10 OFFSET 80:i;
