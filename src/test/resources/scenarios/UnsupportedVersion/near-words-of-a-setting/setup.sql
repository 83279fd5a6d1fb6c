CREATE SCHEMA pretender;
CREATE FUNCTION pretender.version() RETURNS text LANGUAGE sql AS $$ SELECT 'PostgreSQL 9.6.1'::text $$;
CREATE FUNCTION pretender.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '90601'::text $$;
GRANT USAGE ON SCHEMA pretender TO PUBLIC;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = pretender, pg_catalog', current_database()); END $$;
