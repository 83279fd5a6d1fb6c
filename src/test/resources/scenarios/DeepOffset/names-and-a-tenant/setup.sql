CREATE EXTENSION pg_stat_statements;
CREATE TABLE "Art; ""icles""" (id bigint, "Tenant Id" int, "At" int, title text) WITH (autovacuum_enabled = off);
INSERT INTO "Art; ""icles""" SELECT g, g % 2, g, repeat('x', 1500) FROM generate_series(1, 20000) g;
CREATE INDEX ON "Art; ""icles""" ("Tenant Id", "At" DESC);
VACUUM ANALYZE "Art; ""icles""";
SELECT title FROM "Art; ""icles""" t WHERE t."Tenant Id" = 1 ORDER BY t."At" DESC, t.id DESC LIMIT 10 OFFSET 1;
