SET application_name = 'shop "web"; 1';
-- times 5, 5, 9, 4, 7, 3, 8, 5
SELECT * FROM orders WHERE region = :i;
