-- times 1, 0
DROP INDEX "Sh op"."In""dex'";
-- times 60
SELECT * FROM "Sh op"."Ord""ers" WHERE "us er" = :i;
