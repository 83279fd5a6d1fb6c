-- Leaves no trace of the transaction in pg_stat_statements and in the counters, where the role was
-- granted that (has_parameter_privilege, pg_settings); 15 and later.
SELECT pg_catalog.set_config(v.name, v.value, true) IS NULL
FROM (VALUES ('pg_stat_statements.track', 'none'), ('track_counts', 'off')) AS v(name, value)
JOIN pg_catalog.pg_settings s ON s.name = v.name
WHERE pg_catalog.has_parameter_privilege(v.name, 'SET')
