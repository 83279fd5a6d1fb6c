CREATE EXTENSION pg_stat_statements;
CREATE TABLE "Eve
nts" (id bigint, "At; ""Time""" int) WITH (autovacuum_enabled = off);
INSERT INTO "Eve
nts" SELECT g, g FROM generate_series(1, 3000) g;
SELECT e.* FROM "Eve
nts" e;
SELECT e.* FROM "Eve
nts" e ORDER BY e."At; ""Time""" LIMIT 10;
