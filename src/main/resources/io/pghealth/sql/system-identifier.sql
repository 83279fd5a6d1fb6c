-- Which server this is, whatever its address (pg_control_system); 14 and later.
SELECT system_identifier FROM pg_catalog.pg_control_system()
