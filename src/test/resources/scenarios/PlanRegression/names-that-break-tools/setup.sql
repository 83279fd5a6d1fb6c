CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Sh op";
CREATE TABLE "Sh op"."Ord""ers" (id bigint PRIMARY KEY, "us er" int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO "Sh op"."Ord""ers" SELECT g, g % 5000, repeat('x', 100) FROM generate_series(1, 50000) g;
CREATE INDEX "In""dex'" ON "Sh op"."Ord""ers" ("us er");
VACUUM ANALYZE "Sh op"."Ord""ers";
-- times 60
SELECT * FROM "Sh op"."Ord""ers" WHERE "us er" = :i;
