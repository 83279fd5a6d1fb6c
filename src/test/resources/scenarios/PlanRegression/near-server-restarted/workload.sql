-- times 60
SELECT * FROM orders WHERE user_id = :i;
