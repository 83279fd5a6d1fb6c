-- Reads: pg_stat_statements, pg_index, pg_class, pg_attribute, pg_type, pg_opclass, pg_am, pg_extension, pg_depend. Statements of this database that ask for what the first column of a btree or hash index over arrays, jsonb, tsvector or ranges contains, by the look of their text: the names of table and column, and an operator of containment behind the latter. For integer[] also where the extension intarray, with operators of its own for these, has its operator class for GIN. Texts stay on the server. 14 and later.
WITH intarray AS MATERIALIZED (
  SELECT n.nspname::text AS schema
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    AND d.refobjid = e.oid AND d.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND d.deptype = 'e'
  JOIN pg_catalog.pg_opclass o ON o.oid = d.objid AND o.opcname = 'gin__int_ops'
  JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
  WHERE e.extname = 'intarray'
), candidate AS MATERIALIZED (
  SELECT i.indexrelid, pg_catalog.replace(t.relname::pg_catalog.text, '"', '""') AS table_name,
    pg_catalog.regexp_replace(pg_catalog.replace(a.attname::pg_catalog.text, '"', '""'), '([^[:alnum:]_])', '\\\1', 'g') AS pattern,
    CASE WHEN 'pg_catalog.int4[]'::pg_catalog.regtype IN (y.oid, y.typbasetype)
      THEN (SELECT x.schema FROM intarray x) END AS intarray
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname IN ('btree', 'hash')
  JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[0]
    AND o.opcname IN ('array_ops', 'jsonb_ops', 'tsvector_ops', 'range_ops', 'multirange_ops')
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
  JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
  WHERE t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), statement AS MATERIALIZED (
  SELECT s.queryid, pg_catalog.sum(s.calls)::bigint AS calls, pg_catalog.max(s.query) AS query
  FROM @extension@.pg_stat_statements(true) s
  WHERE EXISTS (SELECT FROM candidate)
    AND s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    AND s.queryid IS NOT NULL
    AND pg_catalog.octet_length(s.query) < 65536
    AND s.query ~ '@>|<@|&&|@@|\?'
    AND s.query ~* '^\s*(SELECT|WITH|UPDATE|DELETE|MERGE|INSERT)'
  GROUP BY s.queryid
)
SELECT c.indexrelid::bigint AS oid,
  pg_catalog.array_agg(s.queryid ORDER BY s.calls DESC, s.queryid) AS statements,
  pg_catalog.sum(s.calls)::bigint AS calls,
  c.intarray
FROM candidate c
JOIN statement s
  ON pg_catalog.strpos(s.query, c.table_name) > 0
  AND s.query ~ ('(^|[^[:alnum:]_])"?' || c.pattern || '"?[[:space:]]*(@>|<@|&&|@@|\?)')
GROUP BY c.indexrelid, c.intarray
