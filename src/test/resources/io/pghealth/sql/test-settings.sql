-- For tests: settings of this session.
SELECT name, setting FROM pg_catalog.pg_settings
