-- For tests: what pg_stat_statements does with a broken text of a SQL_ASCII database.
SELECT pg_catalog.convert_from('\xe922'::pg_catalog.bytea, 'UTF8')
