CREATE EXTENSION pg_buffercache;
CREATE PROCEDURE damage(relation regclass, command text) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; ' || command, pg_relation_filepath(relation)));
  PERFORM pg_buffercache_evict_relation(relation);
END $$;
COMMENT ON DATABASE postgres IS 'maintenance';
CHECKPOINT;
CALL damage('pg_shdescription', 'printf SPOILED | dd of=%s bs=1 seek=4096 conv=notrunc');
-- fails: invalid page
SELECT count(*) FROM pg_shdescription;
SELECT pg_stat_force_next_flush();
SELECT 1;
