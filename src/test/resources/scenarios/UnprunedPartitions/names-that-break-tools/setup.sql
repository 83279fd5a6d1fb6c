CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA "Odd. schema";
CREATE TABLE "Odd. schema"."All ""the""
logs" ("Id" int NOT NULL, "The key, AND" text NOT NULL) PARTITION BY LIST ("The key, AND");
DO $$ BEGIN
  FOR i IN 0..8 LOOP
    EXECUTE format('CREATE TABLE "Odd. schema".%I PARTITION OF "Odd. schema"."All ""the""
logs" FOR VALUES IN (%L) WITH (autovacuum_enabled = off)', 'Part ' || i, 'k' || i);
  END LOOP;
END $$;
INSERT INTO "Odd. schema"."All ""the""
logs" SELECT g, 'k' || g % 9 FROM generate_series(1, 900) g;
VACUUM ANALYZE "Odd. schema"."All ""the""
logs";
SELECT "Id" FROM "Odd. schema"."All ""the""
logs" WHERE "The key, AND" LIKE '%3';
SELECT "Id" FROM "Odd. schema"."All ""the""
logs" WHERE "The key, AND" LIKE '%4';
