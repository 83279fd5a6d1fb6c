-- times 21
INSERT INTO copied SELECT id, kind FROM events;
-- times 21
SELECT count(*) FROM events;
-- times 3
UPDATE events SET kind = 0;
