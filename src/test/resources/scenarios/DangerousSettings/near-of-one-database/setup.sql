ALTER DATABASE postgres SET track_counts = off;
ALTER ROLE ALL IN DATABASE postgres SET zero_damaged_pages = on;
ALTER ROLE postgres SET ignore_checksum_failure = on;
ALTER SYSTEM SET autovacuum = off;
