-- times 20
SELECT id, kind FROM events WHERE kind = :i;
-- times 400
SELECT enabled FROM features WHERE code = 'feature :i';
-- times 20
SELECT name FROM users WHERE id = :i;
