CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint NOT NULL, user_id int NOT NULL, created_at timestamptz NOT NULL, note text) PARTITION BY RANGE (created_at);
DO $$ BEGIN
  FOR i IN 0..9 LOOP
    EXECUTE format('CREATE TABLE orders_%s PARTITION OF orders FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_enabled = off)',
      i, timestamptz '2026-01-01' + i * interval '1 day', timestamptz '2026-01-01' + (i + 1) * interval '1 day');
  END LOOP;
END $$;
INSERT INTO orders SELECT g, g % 500, timestamptz '2026-01-01' + (g % (10 * 24)) * interval '1 hour', 'x' FROM generate_series(1, 5000) g;
CREATE INDEX ON orders (user_id);
VACUUM ANALYZE orders;
PREPARE one (timestamptz) AS SELECT note FROM orders WHERE created_at = $1 AND user_id > 0;
SET plan_cache_mode = force_generic_plan;
EXECUTE one ('2026-01-02');
EXECUTE one ('2026-01-03');
SELECT note FROM orders WHERE created_at >= '2026-01-02' AND created_at < '2026-01-03' AND user_id = 1;
SELECT note FROM orders WHERE created_at >= '2026-01-04' AND created_at < '2026-01-05' AND user_id = 2;
SELECT note FROM orders WHERE created_at > now() - interval '3 days' AND user_id = 1;
SELECT note FROM orders WHERE created_at > now() - interval '4 days' AND user_id = 2;
SELECT note FROM orders WHERE created_at = (SELECT max(created_at) FROM orders WHERE created_at > '2026-01-09') AND user_id > 1;
SELECT note FROM orders WHERE created_at = (SELECT max(created_at) FROM orders WHERE created_at > '2026-01-08') AND user_id > 2;
