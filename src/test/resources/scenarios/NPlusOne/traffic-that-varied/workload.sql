-- times 5, 5, 9, 4, 7, 3, 8, 5
SELECT * FROM orders WHERE region = :i;
-- times 100, 100, 180, 80, 140, 60, 160, 100
SELECT * FROM invoices WHERE order_id = :i AND total IS NOT NULL;
