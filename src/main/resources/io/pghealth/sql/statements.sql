-- Counters of pg_stat_statements without its texts, which would be read from a file; 14 to 16, which know no stats_since.
SELECT s.userid, r.rolname, s.dbid, s.queryid, s.toplevel, s.calls, s.rows,
       s.total_exec_time, s.mean_exec_time, s.stddev_exec_time, s.min_exec_time, s.max_exec_time,
       s.shared_blks_hit + s.shared_blks_read + s.local_blks_hit + s.local_blks_read AS blocks,
       s.temp_blks_read + s.temp_blks_written AS temp_blocks,
       s.shared_blks_hit, s.shared_blks_read, s.shared_blks_dirtied, s.shared_blks_written,
       s.temp_blks_read, s.temp_blks_written, s.wal_bytes::pg_catalog.int8 AS wal_bytes,
       s.plans, s.total_plan_time, s.blk_read_time AS read_time,
       NULL::pg_catalog.timestamptz AS stats_since
  FROM @extension@.pg_stat_statements(false) s
  LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.userid
