CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Odd. schema";
CREATE TABLE "Odd. schema"."Ord""ers
of, 'all' time" ("Id" bigint PRIMARY KEY, "User ""id"", DROP" int NOT NULL, "AND (x = 1)" text NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO "Odd. schema"."Ord""ers
of, 'all' time" SELECT g, (g * 7919::bigint) % 2500, 'v' || g % 10 FROM generate_series(1, 40000) g;
VACUUM ANALYZE "Odd. schema"."Ord""ers
of, 'all' time";
SELECT * FROM "Odd. schema"."Ord""ers
of, 'all' time" WHERE "User ""id"", DROP" = 17 AND "AND (x = 1)" = 'v7';
SELECT * FROM "Odd. schema"."Ord""ers
of, 'all' time" WHERE "User ""id"", DROP" = 27 AND "AND (x = 1)" = 'v7';
SELECT * FROM "Odd. schema"."Ord""ers
of, 'all' time" WHERE "User ""id"", DROP" = 37 AND "AND (x = 1)" = 'v7';
