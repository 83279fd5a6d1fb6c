SET lock_timeout = '100ms';
-- fails
REINDEX INDEX CONCURRENTLY t_v_idx;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder of t' AND datname = current_database();
