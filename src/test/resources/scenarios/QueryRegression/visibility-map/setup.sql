CREATE EXTENSION pg_stat_statements;
CREATE TABLE "Io""s" (id int PRIMARY KEY, k int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO "Io""s" SELECT g, g % 300, repeat('s', 80) FROM generate_series(1, 90000) g;
CREATE INDEX ios_k ON "Io""s" (k, id);
VACUUM ANALYZE "Io""s";
-- times 30
SELECT count(*) FROM "Io""s" WHERE k = :i;
