-- Reads: pg_index, pg_class, pg_am, pg_attribute, pg_inherits, pg_constraint, pg_locks, pg_stat_progress_create_index, pg_stat_progress_vacuum, pg_stat_progress_analyze (the process ids of these last three, which every role sees). Invalid indexes of user tables and of their TOAST tables, with the other indexes of the same table that have the same columns, operator classes and their options, collations, expressions, predicate and uniqueness, and options that change what it holds (those of btree and hash do not); whether somebody builds indexes of the table, or holds or awaits a lock that a build or DROP INDEX CONCURRENTLY takes. 14 and later.
WITH lock AS MATERIALIZED (
  SELECT l.relation, l.mode, l.pid
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode IN ('ShareUpdateExclusiveLock', 'AccessExclusiveLock')
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
), builder AS MATERIALIZED (
  SELECT p.pid FROM pg_catalog.pg_stat_progress_create_index p
), cleaner AS MATERIALIZED (
  SELECT p.pid FROM pg_catalog.pg_stat_progress_vacuum p
  UNION SELECT p.pid FROM pg_catalog.pg_stat_progress_analyze p
), shape AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, c.relname, n.nspname, i.indisvalid AND i.indisready AND i.indislive AS valid, i.indislive,
    i.indisunique, i.indisexclusion, t.relkind AS table_kind,
    ROW(c.relam,
      CASE WHEN m.amname NOT IN ('btree', 'hash') THEN ARRAY(
        SELECT o.option FROM pg_catalog.unnest(c.reloptions) AS o(option) ORDER BY o.option COLLATE "C") END,
      ARRAY(
        SELECT a.attnum || ':' || a.attoptions::pg_catalog.text
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND a.attoptions IS NOT NULL
        ORDER BY a.attnum),
      i.indkey::text, i.indnkeyatts, i.indclass::text, i.indcollation::text, i.indoption::text, i.indisunique, i.indisexclusion,
      -- 15 and later have the column.
      pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct',
      pg_catalog.regexp_replace(COALESCE(i.indexprs::pg_catalog.text, ''), ':location -?[0-9]+', '', 'g'),
      pg_catalog.regexp_replace(COALESCE(i.indpred::pg_catalog.text, ''), ':location -?[0-9]+', '', 'g'))::pg_catalog.text AS shape
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE t.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND i.indrelid IN (
      SELECT b.indrelid FROM pg_catalog.pg_index b WHERE NOT (b.indisvalid AND b.indisready AND b.indislive))
), candidate AS MATERIALIZED (
  SELECT s.*, w.oid AS owner_oid, w.relname AS owner, wn.nspname AS owner_schema,
    ARRAY[s.indexrelid, w.oid, w.reltoastrelid] AS family
  FROM shape s
  JOIN pg_catalog.pg_class w ON CASE WHEN s.table_kind = 't' THEN w.reltoastrelid = s.indrelid ELSE w.oid = s.indrelid END
  JOIN pg_catalog.pg_namespace wn ON wn.oid = w.relnamespace
  WHERE NOT s.valid AND wn.nspname NOT IN ('pg_catalog', 'information_schema')
)
SELECT
  c.indexrelid::bigint AS oid,
  c.nspname::text AS schema,
  c.relname::text AS name,
  c.owner_schema::text AS table_schema,
  c.owner::text AS table_name,
  c.table_kind = 't' AS toast,
  c.indislive AS live,
  c.indisunique AS unique_index,
  c.indisexclusion AS exclusion,
  EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.indexrelid) AS constrained,
  EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.indexrelid) AS attached,
  EXISTS (SELECT FROM lock l WHERE l.mode = 'AccessExclusiveLock' AND l.relation = ANY (c.family)) AS locked,
  EXISTS (
    SELECT FROM lock l JOIN builder b ON b.pid = l.pid
    WHERE l.mode = 'ShareUpdateExclusiveLock' AND l.relation = ANY (c.family)) AS building,
  EXISTS (
    SELECT FROM lock l
    WHERE l.mode = 'ShareUpdateExclusiveLock' AND l.relation = ANY (c.family)
      AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
      AND l.pid NOT IN (SELECT b.pid FROM builder b)
      AND l.pid NOT IN (SELECT v.pid FROM cleaner v)) AS busy,
  w.oids AS twin_oids, w.names AS twin_names, w.valid AS twin_valid
FROM candidate c
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(s.indexrelid::bigint ORDER BY s.indexrelid) AS oids,
    pg_catalog.array_agg(s.relname::text ORDER BY s.indexrelid) AS names,
    pg_catalog.array_agg(s.valid ORDER BY s.indexrelid) AS valid
  FROM shape s
  WHERE s.indrelid = c.indrelid AND s.shape = c.shape AND s.indexrelid <> c.indexrelid AND s.indislive
) w
