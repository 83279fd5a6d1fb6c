-- Reads: pg_settings, and of it only settings that can hold no secret. 14 and later.
SELECT s.name::text AS name, s.setting::text AS value, s.unit::text AS unit, s.boot_val::text AS boot_value,
  s.source::text AS source, s.context::text AS context, s.pending_restart,
  -- Which file it was is shown to members of pg_read_all_settings only.
  s.sourcefile LIKE '%postgresql.auto.conf' AS auto_conf
FROM pg_catalog.pg_settings s
WHERE s.name LIKE 'autovacuum%'
  OR s.name LIKE 'vacuum\_%'
  OR s.name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'track_counts', 'track_activities',
    'zero_damaged_pages', 'ignore_checksum_failure', 'ignore_invalid_pages', 'wal_level', 'data_checksums',
    'default_statistics_target', 'maintenance_work_mem', 'max_prepared_transactions', 'hot_standby_feedback',
    'block_size', 'old_snapshot_threshold', 'wal_log_hints', 'pg_stat_statements.max')
