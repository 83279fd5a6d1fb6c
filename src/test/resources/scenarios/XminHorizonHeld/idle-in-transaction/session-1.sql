SET application_name = 'Nightly; "batch"';
BEGIN;
INSERT INTO orders VALUES (0);
