CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT g, g % 5000, repeat('x', 100) FROM generate_series(1, 50000) g;
VACUUM ANALYZE orders;
DO $$
BEGIN
  EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET enable_bitmapscan = off', current_database());
END $$;
-- times 60
SELECT * FROM orders WHERE id = :i;
