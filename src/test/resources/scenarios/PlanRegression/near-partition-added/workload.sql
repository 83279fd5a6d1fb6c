-- times 1, 0
CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (40000) TO (60000);
-- times 1, 0
INSERT INTO events SELECT g, g % 500 FROM generate_series(40000, 59999) g;
ANALYZE events;
-- times 60
SELECT * FROM events WHERE kind = :i;
