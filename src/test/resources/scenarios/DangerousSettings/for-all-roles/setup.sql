ALTER ROLE ALL SET ignore_checksum_failure = on;
ALTER ROLE ALL SET track_counts = off;
