CREATE EXTENSION pg_stat_statements;
CREATE TABLE "All; ""Events""" ("Id" bigint) WITH (autovacuum_enabled = off);
INSERT INTO "All; ""Events""" SELECT g FROM generate_series(1, 12000) g;
SELECT e."Id", l.x FROM "All; ""Events""" e, (SELECT 1 AS x FROM "All; ""Events""" LIMIT 1) l;
