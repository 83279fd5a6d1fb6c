-- Reads: pg_stat_user_tables. Rows written to tables. 14 and later.
SELECT s.relid::bigint AS oid, s.n_tup_ins AS inserted, s.n_tup_upd AS updated,
  s.n_tup_hot_upd AS hot_updated, s.n_tup_del AS deleted
FROM pg_catalog.pg_stat_user_tables s
WHERE s.n_tup_ins > 0 OR s.n_tup_upd > 0 OR s.n_tup_del > 0
