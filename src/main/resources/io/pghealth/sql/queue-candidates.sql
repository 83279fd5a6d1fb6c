-- Reads: pg_stat_user_tables. Whether any table has mostly dead rows, so that it is worth reading what statements say of it. 14 and later.
SELECT 1 FROM pg_catalog.pg_stat_user_tables s WHERE s.n_dead_tup >= 100 AND s.n_dead_tup > s.n_live_tup LIMIT 1
