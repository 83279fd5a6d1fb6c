CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Sho""p";
CREATE TABLE "Sho""p"."Order's" (id int PRIMARY KEY, "Buy""er" int NOT NULL, total int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO "Sho""p"."Order's" SELECT i, i % 5000, i FROM generate_series(1, 100000) i;
CREATE INDEX "a; DROP TABLE ""b""
c" ON "Sho""p"."Order's" ("Buy""er" DESC NULLS LAST) WITH (fillfactor = 70);
CREATE INDEX idle_idx ON "Sho""p"."Order's" (total);
VACUUM ANALYZE "Sho""p"."Order's";
