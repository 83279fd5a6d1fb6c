ALTER TABLESPACE pg_default SET (random_page_cost = 1000);
-- times 60
SELECT * FROM orders WHERE user_id = :i;
