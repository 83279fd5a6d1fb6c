-- times 10, 12, 14
SELECT id, user_id FROM orders WHERE region = :i;
-- times 330, 270, 300
SELECT u.id, u.name FROM users u WHERE u.id = :i;
