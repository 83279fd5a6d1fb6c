-- What the instance says of itself (pg_control_system, pg_control_checkpoint, pg_stat_bgwriter,
-- pg_stat_wal_receiver: details of the latter need pg_read_all_stats); 14 and later.
SELECT
  s.system_identifier,
  c.timeline_id,
  pg_catalog.pg_wal_lsn_diff(
    CASE WHEN pg_catalog.pg_is_in_recovery()
      THEN coalesce(pg_catalog.pg_last_wal_replay_lsn(), c.redo_lsn)
      ELSE pg_catalog.pg_current_wal_lsn() END,
    '0/0') AS lsn,
  pg_catalog.pg_is_in_recovery() AS standby,
  pg_catalog.host(pg_catalog.inet_server_addr()) AS address,
  (SELECT r.slot_name FROM pg_catalog.pg_stat_wal_receiver r) AS receiver_slot,
  pg_catalog.clock_timestamp() AS server_time,
  pg_catalog.pg_postmaster_start_time() AS postmaster_start,
  (SELECT b.stats_reset FROM pg_catalog.pg_stat_bgwriter b) AS statistics_reset
FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c
