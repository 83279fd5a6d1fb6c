-- Reads: pg_stat_statements, pg_class, pg_database. Tables that a statement with SKIP LOCKED takes its rows from, by name: none of the text leaves the server. 14 and later.
SELECT DISTINCT c.oid::bigint AS oid
FROM @extension@.pg_stat_statements(true) s
JOIN pg_catalog.pg_database d ON d.oid = s.dbid AND d.datname = pg_catalog.current_database()
CROSS JOIN LATERAL pg_catalog.regexp_matches(
  s.query, '(?:\m(?:from|join|update|only)\M|,|\.)\s*(?:"((?:[^"]|"")+)"|([[:alpha:]_][[:alnum:]_$]*))', 'gi') AS t(word)
JOIN pg_catalog.pg_class c
  ON c.relname = COALESCE(pg_catalog.replace(t.word[1], '""', '"'), pg_catalog.lower(t.word[2]))
  AND c.relkind IN ('r', 'p')
WHERE s.query ~* '\mskip\s+locked\M'
