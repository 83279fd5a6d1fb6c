-- times 0, 1, 0
DROP INDEX orders_user_idx;
-- times 0, 1, 0
GRANT SELECT ON orders TO PUBLIC;
-- times 30
SELECT count(note) FROM orders WHERE user_id = :i;
