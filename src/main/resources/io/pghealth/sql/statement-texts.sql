-- Texts of chosen statements of one database; longer ones than asked for are left out; 14 and later.
SELECT s.userid, s.dbid, s.queryid, s.toplevel,
       pg_catalog.octet_length(s.query) AS length,
       CASE WHEN pg_catalog.octet_length(s.query) <= ? THEN s.query END AS text
  FROM @extension@.pg_stat_statements(true) s
 WHERE s.dbid = ?::pg_catalog.int8::pg_catalog.oid
   AND s.queryid = ANY (?)
