-- times 1, 0
CREATE INDEX by_id ON t (id);
-- times 60
SELECT * FROM t WHERE u = 7 ORDER BY id LIMIT 1;
