-- Who replays WAL of this instance (pg_stat_replication, whose details need pg_read_all_stats, and
-- pg_replication_slots, which everybody sees), and who is away while a physical slot keeps the WAL
-- for them; 14 and later.
-- Not a standby: logical decoding, a base backup, and a receiver that has replied and replays
-- nothing (pg_receivewal and archivers built on it leave out the position of replay).
-- Nobody's: a slot that never kept anything, one whose WAL is gone, and on a standby a slot without
-- a receiver, which cluster managers copy there for the next failover.
SELECT
  pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') AS visible,
  pg_catalog.host(r.client_addr) AS address,
  r.application_name,
  s.slot_name
FROM pg_catalog.pg_stat_replication r
FULL JOIN pg_catalog.pg_replication_slots s ON s.active_pid = r.pid
WHERE (r.pid IS NOT NULL OR (s.slot_type = 'physical' AND (s.active
    OR s.restart_lsn IS NOT NULL AND s.wal_status IS DISTINCT FROM 'lost' AND NOT pg_catalog.pg_is_in_recovery())))
  AND s.slot_type IS DISTINCT FROM 'logical'
  AND r.state IS DISTINCT FROM 'backup'
  AND (r.reply_time IS NULL OR r.replay_lsn IS NOT NULL)
