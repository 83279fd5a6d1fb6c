CREATE TABLE "Orders; of ""it's""
x" (id int, note text) WITH (fillfactor = 90, autovacuum_enabled = off);
INSERT INTO "Orders; of ""it's""
x" SELECT i, 'n' FROM generate_series(1, 30000) i;
ANALYZE "Orders; of ""it's""
x";
DELETE FROM "Orders; of ""it's""
x" WHERE id > 10000;
CREATE TABLE arrivals (id int) WITH (autovacuum_enabled = off);
INSERT INTO arrivals SELECT generate_series(1, 30000);
SELECT pg_sleep(1);
