-- times 3
SELECT id, kind FROM events;
BEGIN;
DECLARE export CURSOR FOR SELECT * FROM events;
-- times 24
FETCH 500 FROM export;
COMMIT;
