-- Reads: pg_stat_database. Pages that failed their checksum, by database; datname is NULL for relations that all databases share, and the counters are NULL where checksums are off. 14 and later.
SELECT s.datname::text AS name, s.checksum_failures AS failures, s.checksum_last_failure AS last_failure,
  pg_catalog.current_setting('data_checksums') = 'on' AS enabled
FROM pg_catalog.pg_stat_database s
