-- The plan that explain-generic left behind; 16 and later.
SELECT pg_catalog.current_setting('pghealth.plan')
