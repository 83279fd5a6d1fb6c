SET application_name = 'shop "web"; 1';
-- times 100, 100, 180, 80, 140, 60, 160, 100
SELECT * FROM invoices WHERE order_id = :i AND total IS NOT NULL;
