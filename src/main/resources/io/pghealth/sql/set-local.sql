-- Sets one parameter until the transaction ends; 14 and later.
SELECT pg_catalog.set_config(?, ?, true) IS NULL
