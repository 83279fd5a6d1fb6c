-- Applies planner settings for the transaction, those that the server knows (pg_settings); 14 and
-- later. Afterwards names resolve by the search path of the statement's role.
SELECT pg_catalog.set_config(s.name, v.value, true) IS NULL
FROM ROWS FROM (
  pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[])) AS v(name, value)
JOIN pg_catalog.pg_settings s ON s.name = v.name
WHERE s.context = 'user'
