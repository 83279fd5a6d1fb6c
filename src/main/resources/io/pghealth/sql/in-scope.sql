scope AS MATERIALIZED (
  SELECT s.oid
  FROM pg_catalog.unnest(COALESCE(?::pg_catalog.oid[], ARRAY(SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm', 'p')))) AS s(oid)
)
