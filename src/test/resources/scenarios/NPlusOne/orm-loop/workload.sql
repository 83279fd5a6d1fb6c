-- times 10
SELECT id, user_id FROM orders WHERE region = :i;
-- times 200
SELECT u.id, u.name FROM users u WHERE u.id = :i;
