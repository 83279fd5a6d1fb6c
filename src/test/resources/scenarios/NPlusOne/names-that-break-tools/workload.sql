-- times 10
SELECT o.* FROM public."Order
List" AS o WHERE o.region = :i ORDER BY o.id;
-- times 200
SELECT "User; ""Accounts"""."Id", name FROM public."User; ""Accounts""" WHERE ("User; ""Accounts"""."Id" = :i AND 1=1) LIMIT 1;
