CREATE EXTENSION dblink;
CREATE DATABASE U&"Od""d; --\000Aname";
SELECT dblink_connect('other', format('host=127.0.0.1 port=%s user=postgres password=super:s3cret dbname=''Od"d; --%sname''', current_setting('port'), chr(10)));
SELECT dblink_exec('other', 'CREATE EXTENSION pg_buffercache');
SELECT dblink_exec('other', 'CREATE TABLE notes AS SELECT i FROM generate_series(1, 1000) i');
CHECKPOINT;
DO $$ BEGIN
  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; printf SPOILED | dd of=%s bs=1 seek=4096 conv=notrunc',
    (SELECT path FROM dblink('other', 'SELECT pg_relation_filepath(''notes'')') AS d(path text))));
END $$;
SELECT n FROM dblink('other', 'SELECT buffers_evicted FROM pg_buffercache_evict_relation(''notes'')') AS d(n int);
-- fails: invalid page
SELECT n FROM dblink('other', 'SELECT count(*) FROM notes') AS d(n bigint);
SELECT n FROM dblink('other', 'SELECT pg_stat_force_next_flush()::text') AS d(n text);
SELECT n FROM dblink('other', 'SELECT 1') AS d(n int);
