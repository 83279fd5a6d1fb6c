CREATE EXTENSION pg_buffercache;
CREATE PROCEDURE damage(relation regclass, command text) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; ' || command, pg_relation_filepath(relation)));
  PERFORM pg_buffercache_evict_relation(relation);
END $$;
CREATE TABLE lost AS SELECT i FROM generate_series(1, 1000) i;
CREATE TABLE zeroed AS SELECT i FROM generate_series(1, 1000) i;
CHECKPOINT;
CALL damage('zeroed', 'dd if=/dev/zero of=%s bs=8192 count=1 conv=notrunc');
SELECT count(*) FROM zeroed;
CALL damage('lost', 'rm %s');
SELECT pg_stat_force_next_flush();
SELECT 1;
