-- times 1, 0
ALTER TABLE dc DROP COLUMN "Extra ""x""";
-- times 60
SELECT id, pad FROM dc WHERE tenant = :i;
