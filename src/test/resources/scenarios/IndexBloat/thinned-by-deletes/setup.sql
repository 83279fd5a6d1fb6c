CREATE EXTENSION pgstattuple;
CREATE SCHEMA "Sales; DROP TABLE x";
CREATE TABLE "Sales; DROP TABLE x"."Or""ders" (id bigint, digest text, "a b" int) WITH (autovacuum_enabled = off);
INSERT INTO "Sales; DROP TABLE x"."Or""ders" SELECT i, md5(i::text), i % 200 FROM generate_series(1, 60000) i;
CREATE INDEX U&"new\000Aline; --" ON "Sales; DROP TABLE x"."Or""ders" (digest);
CREATE INDEX "Kinds" ON "Sales; DROP TABLE x"."Or""ders" ("a b");
DELETE FROM "Sales; DROP TABLE x"."Or""ders" WHERE hashint8(id) % 10 <> 0;
SELECT pg_sleep(1.2);
VACUUM ANALYZE "Sales; DROP TABLE x"."Or""ders";
