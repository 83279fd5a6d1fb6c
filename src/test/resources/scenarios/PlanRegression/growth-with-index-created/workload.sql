-- times 1, 0
INSERT INTO fresh SELECT g, g % 100, repeat('p', 70) FROM generate_series(451, 15000) g;
-- times 1, 0
CREATE INDEX fresh_k ON fresh (k);
-- times 1, 0
ANALYZE fresh;
-- times 60
SELECT count(pad) FROM fresh WHERE k = :i;
