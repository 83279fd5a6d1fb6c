-- Reads: pg_index. Unique indexes that take NULLs for equal. 15 and later.
SELECT i.indexrelid::bigint AS oid FROM pg_catalog.pg_index i WHERE i.indnullsnotdistinct
