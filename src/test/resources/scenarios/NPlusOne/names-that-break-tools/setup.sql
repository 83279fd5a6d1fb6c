CREATE EXTENSION pg_stat_statements;
CREATE TABLE "User; ""Accounts""" ("Id" bigint PRIMARY KEY, name text);
CREATE TABLE "Order
List" (id bigint PRIMARY KEY, "Who" bigint REFERENCES "User; ""Accounts""", region int);
INSERT INTO "User; ""Accounts""" SELECT g, 'user ' || g FROM generate_series(1, 1000) g;
INSERT INTO "Order
List" SELECT g, g % 1000 + 1, g % 50 FROM generate_series(1, 1000) g;
ANALYZE;
SELECT o.* FROM public."Order
List" AS o WHERE o.region = 1 ORDER BY o.id;
SELECT "User; ""Accounts"""."Id", name FROM public."User; ""Accounts""" WHERE ("User; ""Accounts"""."Id" = 1 AND 1=1) LIMIT 1;
