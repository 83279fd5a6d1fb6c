ALTER SYSTEM SET full_page_writes = off;
ALTER SYSTEM SET zero_damaged_pages = on;
SELECT pg_reload_conf();
