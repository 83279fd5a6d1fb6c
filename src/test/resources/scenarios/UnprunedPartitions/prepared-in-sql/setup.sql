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
PREPARE by_user (int) AS SELECT note FROM orders WHERE user_id = $1;
EXECUTE by_user (1);
EXECUTE by_user (2);
EXECUTE by_user (3);
