-- Reads: pg_stat_statements, pg_class, pg_namespace, pg_database. Tables whose rows a statement with SKIP LOCKED locks, by name: none of the text leaves the server. Of several tables without OF it is the first. 14 and later.
WITH read AS MATERIALIZED (
  SELECT pg_catalog.regexp_replace(s.query, '/\*.*?\*/|--[^\n]*', ' ', 'g') AS text
  FROM @extension@.pg_stat_statements(true) s
  JOIN pg_catalog.pg_database d ON d.oid = s.dbid AND d.datname = pg_catalog.current_database()
  WHERE s.query ~* '\mskip\s+locked\M'
), plain AS MATERIALIZED (
  -- Without what stands in parentheses, up to four deep, unless rows are locked there.
  SELECT pg_catalog.regexp_replace(c.text, p.inner, ' ', 'gi') AS text
  FROM read
  CROSS JOIN LATERAL (SELECT '\((?:(?!\mskip\s+locked\M)[^()])*\)' AS inner) AS p
  CROSS JOIN LATERAL (SELECT pg_catalog.regexp_replace(read.text, p.inner, ' ', 'gi') AS text OFFSET 0) AS a
  CROSS JOIN LATERAL (SELECT pg_catalog.regexp_replace(a.text, p.inner, ' ', 'gi') AS text OFFSET 0) AS b
  CROSS JOIN LATERAL (SELECT pg_catalog.regexp_replace(b.text, p.inner, ' ', 'gi') AS text OFFSET 0) AS c
), locking AS MATERIALIZED (
  SELECT pg_catalog.regexp_replace(f.part[1], '\m(where|group|having|window|order|limit|offset|fetch|for)\M.*$', ' ', 'i') AS tables,
    pg_catalog.lower(pg_catalog.substring(f.part[2], '(?i)^\s*of\s+"?([^\s",]+)')) AS only_of
  FROM plain
  CROSS JOIN LATERAL pg_catalog.regexp_matches(plain.text,
    '\mfrom\M((?:(?!\mfrom\M).)*?)\mfor\s+(?:no\s+key\s+update|update|key\s+share|share)\M((?:(?!\mfor\M).)*?)\mskip\s+locked\M', 'gi') AS f(part)
), named AS MATERIALIZED (
  SELECT l.only_of, i.item[1] AS schema, i.item[2] AS name, i.item[3] AS alias, i.place
  FROM locking l
  CROSS JOIN LATERAL pg_catalog.regexp_matches(l.tables,
    '(?:^|,|\mjoin\M)\s*(?:only\M\s*)?(?:("(?:[^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)\s*\.\s*)?("(?:[^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*)'
      '(?:\s+(?:as\M\s*)?(?!(?:on|join|inner|left|right|full|cross|natural|using)\M)("(?:[^"]|"")+"|[[:alpha:]_][[:alnum:]_$]*))?', 'gi')
    WITH ORDINALITY AS i(item, place)
)
SELECT DISTINCT c.oid::bigint AS oid
FROM named t
JOIN pg_catalog.pg_class c
  ON c.relname = CASE WHEN t.name LIKE '"%' THEN pg_catalog.replace(pg_catalog.btrim(t.name, '"'), '""', '"') ELSE pg_catalog.lower(t.name) END
  AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  AND (t.schema IS NULL
    OR n.nspname = CASE WHEN t.schema LIKE '"%' THEN pg_catalog.replace(pg_catalog.btrim(t.schema, '"'), '""', '"') ELSE pg_catalog.lower(t.schema) END)
WHERE CASE WHEN t.only_of IS NULL THEN t.place = 1
  ELSE pg_catalog.lower(pg_catalog.btrim(COALESCE(t.alias, t.name), '"')) = t.only_of END
