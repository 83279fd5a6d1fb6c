-- times 21
SELECT id FROM events WHERE kind >= 0 ORDER BY id;
INSERT INTO events SELECT g, g % 3 FROM generate_series(1, 3000) g;
