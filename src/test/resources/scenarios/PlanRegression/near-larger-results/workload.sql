-- times 1, 0
UPDATE gro SET st = 'open' WHERE id % 2 = 0;
-- times 1, 0
VACUUM FULL gro;
-- times 1, 0
ANALYZE gro;
-- times 60
SELECT id, pad FROM gro WHERE st = 'open';
