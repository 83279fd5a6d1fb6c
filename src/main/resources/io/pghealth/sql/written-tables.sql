-- Reads: pg_stat_user_tables, pg_class, pg_inherits (pg_partition_root). Rows written to every user table, those of partitions added up at the top of their tree, since the counters were lost last. Waits for no lock. 14 and later.
SELECT COALESCE(pg_catalog.pg_partition_root(s.relid), s.relid)::pg_catalog.oid::bigint AS oid,
  pg_catalog.sum(s.n_tup_ins)::bigint AS inserted,
  pg_catalog.sum(s.n_tup_upd)::bigint AS updated,
  pg_catalog.sum(s.n_tup_hot_upd)::bigint AS hot_updated,
  pg_catalog.sum(s.n_tup_del)::bigint AS deleted,
  pg_catalog.sum(s.n_live_tup)::bigint AS live
FROM pg_catalog.pg_stat_user_tables s
GROUP BY 1
HAVING pg_catalog.sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del) > 0
