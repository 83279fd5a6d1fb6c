-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
-- times 0, 0, 1
DROP INDEX IF EXISTS "Sho""p"."a; DROP TABLE ""b""
c";
-- times 0, 0, 1
DROP INDEX IF EXISTS "Sho""p".idle_idx;
-- times 0, 60
SELECT total FROM "Sho""p"."Order's" WHERE "Buy""er" = :i;
-- times 0, 60
SELECT id FROM "Sho""p"."Order's" WHERE "Buy""er" = :i;
