-- Evidence needs time to pass, on the server's clock too.
SELECT pg_sleep(3.1);
-- times 0, 0, 1
DROP INDEX IF EXISTS events_kind_idx;
-- times 0, 60
SELECT id FROM events WHERE kind = :i;
