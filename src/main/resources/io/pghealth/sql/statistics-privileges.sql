-- Reads: the role's own privileges. Whether statistics are readable without looking at those of each column. 14 and later.
SELECT
  pg_catalog.has_table_privilege('pg_catalog.pg_statistic', 'SELECT') AS columns,
  pg_catalog.has_table_privilege('pg_catalog.pg_statistic_ext_data', 'SELECT') AS extended
