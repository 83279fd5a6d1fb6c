CREATE EXTENSION pg_stat_statements;
CREATE TABLE logs (id bigint NOT NULL, created_at timestamptz NOT NULL, region varchar(10), msg text) PARTITION BY RANGE (created_at);
DO $$ BEGIN
  FOR i IN 0..9 LOOP
    EXECUTE format('CREATE TABLE logs_%s PARTITION OF logs FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_enabled = off)',
      i, date_trunc('day', now()) + (i - 6) * interval '10 days', date_trunc('day', now()) + (i - 5) * interval '10 days');
  END LOOP;
END $$;
INSERT INTO logs SELECT g, date_trunc('day', now()) + (g % 99 - 59.5) * interval '1 day', 'r' || g % 10, repeat('m', 50) FROM generate_series(1, 20000) g;
VACUUM ANALYZE logs;
CREATE FUNCTION since() RETURNS timestamptz LANGUAGE plpgsql STABLE AS 'BEGIN RETURN now() - interval ''3 days''; END';
SELECT count(*) FROM logs WHERE created_at >= date_trunc('day', now());
SELECT count(*) FROM logs WHERE created_at >= date_trunc('day', now());
SELECT count(id) FROM logs WHERE created_at >= now() - make_interval(days => 2);
SELECT count(id) FROM logs WHERE created_at >= now() - make_interval(days => 3);
SELECT max(id) FROM logs WHERE created_at >= timezone('UTC', now());
SELECT max(id) FROM logs WHERE created_at >= timezone('UTC', now());
SELECT count(*) FROM logs WHERE created_at >= to_timestamp(4070908800) AND region = 'r1';
SELECT count(*) FROM logs WHERE created_at >= to_timestamp(4070908800) AND region = 'r2';
SELECT min(msg) FROM logs WHERE date_trunc('day', now()) <= created_at;
SELECT min(msg) FROM logs WHERE date_trunc('day', now()) <= created_at;
SELECT min(id) FROM logs WHERE created_at >= since() AND region = 'r2';
SELECT min(id) FROM logs WHERE created_at >= since() AND region = 'r3';
