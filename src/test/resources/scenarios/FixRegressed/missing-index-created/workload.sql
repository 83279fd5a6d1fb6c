-- times 1, 0
CREATE INDEX t_id_idx ON t (id);
-- times 60
SELECT * FROM t WHERE u = 7 ORDER BY id LIMIT 1;
-- times 60
SELECT note FROM t WHERE id = :i;
