-- times 10
SELECT id, user_id FROM orders WHERE region = :i;
-- times 10
SELECT u.id, u.name FROM users u WHERE u.id = ANY (ARRAY[:i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
-- times 200
SELECT u.id, u.name FROM users u WHERE u.id = ANY (ARRAY[:i]);
