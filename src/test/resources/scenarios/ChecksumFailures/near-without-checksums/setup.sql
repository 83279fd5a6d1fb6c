CREATE TABLE notes AS SELECT i FROM generate_series(1, 1000) i;
CHECKPOINT;
DO $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; printf SPOILED | dd of=%s bs=1 seek=4096 conv=notrunc', pg_relation_filepath('notes')));
END $$;
SELECT count(*) FROM notes;
