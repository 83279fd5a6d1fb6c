-- times 0, 1
SET enable_indexscan = off;
-- times 0, 1
SET enable_bitmapscan = off;
-- times 30
SELECT count(pad) FROM sess WHERE k = :i;
