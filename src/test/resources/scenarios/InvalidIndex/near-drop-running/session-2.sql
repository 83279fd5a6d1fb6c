-- waits
DROP INDEX CONCURRENTLY t_v_idx;
