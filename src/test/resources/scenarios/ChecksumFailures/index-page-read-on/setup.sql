CREATE EXTENSION pg_buffercache;
CREATE PROCEDURE damage(relation regclass, command text) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; ' || command, pg_relation_filepath(relation)));
  PERFORM pg_buffercache_evict_relation(relation);
END $$;
CREATE TABLE notes AS SELECT i FROM generate_series(1, 1000) i;
CREATE INDEX notes_i_idx ON notes (i);
CHECKPOINT;
CALL damage('notes_i_idx', 'printf SPOILED | dd of=%s bs=1 seek=12288 conv=notrunc');
SET ignore_checksum_failure = on;
SET enable_seqscan = off;
SELECT count(*) FROM notes WHERE i < 10;
SELECT pg_stat_force_next_flush();
SELECT 1;
