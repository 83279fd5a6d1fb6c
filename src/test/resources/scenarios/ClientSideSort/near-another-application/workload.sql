-- times 25
SELECT id, at FROM events WHERE kind = :i % 3;
SET ROLE csort_reader;
-- times 25
SELECT id, at FROM events WHERE kind = :i % 3 ORDER BY at;
