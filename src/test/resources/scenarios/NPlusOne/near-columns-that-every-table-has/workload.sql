-- times 20
SELECT id FROM sensors WHERE kind = :i;
-- times 400
SELECT secret FROM api_keys WHERE uuid = 'k:i';
-- times 20
SELECT id FROM invoices WHERE month = :i;
-- times 500
SELECT v FROM settings WHERE tenant_id = :i;
-- times 400
SELECT v FROM pa WHERE id = :i;
