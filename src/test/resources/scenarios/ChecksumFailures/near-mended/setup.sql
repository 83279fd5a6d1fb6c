CREATE EXTENSION pg_buffercache;
CREATE PROCEDURE damage(relation regclass, command text) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; ' || command, pg_relation_filepath(relation)));
  PERFORM pg_buffercache_evict_relation(relation);
END $$;
CREATE TABLE notes AS SELECT i FROM generate_series(1, 1000) i;
CHECKPOINT;
CALL damage('notes', 'printf SPOILED | dd of=%s bs=1 seek=4096 conv=notrunc');
-- fails: invalid page
SELECT count(*) FROM notes;
SELECT pg_stat_force_next_flush();
SELECT 1;
TRUNCATE notes;
INSERT INTO notes SELECT i FROM generate_series(1, 1000) i;
SELECT pg_stat_reset();
