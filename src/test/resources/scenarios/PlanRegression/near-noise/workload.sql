-- times 0, 5
SELECT *, pg_sleep(0.02) FROM orders WHERE user_id = :i;
-- times 60
SELECT * FROM orders WHERE user_id = :i;
