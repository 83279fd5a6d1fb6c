CREATE EXTENSION pg_stat_statements;
CREATE TABLE "Or ""ders""" (id bigint, "User Id" int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO "Or ""ders""" SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 5000) g;
CREATE INDEX ON "Or ""ders""" ("User Id");
VACUUM ANALYZE "Or ""ders""";
-- times 30
SELECT note FROM "Or ""ders""" WHERE "User Id" = :i;
