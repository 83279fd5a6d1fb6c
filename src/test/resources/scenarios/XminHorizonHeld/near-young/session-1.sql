SET application_name = 'forgotten';
BEGIN;
INSERT INTO orders VALUES (0);
