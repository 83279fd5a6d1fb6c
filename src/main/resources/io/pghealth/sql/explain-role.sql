-- What speaks against EXPLAIN by this role (pg_roles, pg_shdepend): one row per role that it is, or
-- may become by SET ROLE, directly or not; 14 and later.
-- Predefined roles have OIDs below 16384, as has the bootstrap superuser.
SELECT
  r.rolname,
  r.rolname = current_user AS itself,
  r.rolsuper,
  r.rolbypassrls,
  r.rolcreaterole,
  r.rolreplication,
  r.rolname IN (
    'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files',
    'pg_write_all_data',
    'rds_superuser', 'rdsadmin', 'rds_replication', 'cloudsqlsuperuser', 'cloudsqladmin',
    'azure_pg_admin', 'azuresu', 'azure_superuser', 'alloydbsuperuser', 'alloydbadmin',
    'neon_superuser', 'supabase_admin', 'tsdbadmin', 'polar_superuser', 'pg_rds_superuser') AS powerful,
  r.oid < 16384::pg_catalog.oid AS predefined,
  EXISTS (
    SELECT 1 FROM pg_catalog.pg_shdepend d
    WHERE d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
      AND d.refobjid = r.oid
      AND d.deptype = 'o') AS owns
FROM pg_catalog.pg_roles r
WHERE r.rolname = current_user OR pg_catalog.pg_has_role(r.oid, 'MEMBER')
