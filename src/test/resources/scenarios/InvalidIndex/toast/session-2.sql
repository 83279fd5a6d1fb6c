SET lock_timeout = '100ms';
-- fails
REINDEX TABLE CONCURRENTLY "With ""TOAST";
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder of toast' AND datname = current_database();
