CREATE EXTENSION pg_stat_statements;
CREATE TABLE regs (id bigint NOT NULL, region varchar(10) NOT NULL, msg text) PARTITION BY LIST (region);
DO $$ BEGIN
  FOR i IN 0..9 LOOP
    EXECUTE format('CREATE TABLE regs_%s PARTITION OF regs FOR VALUES IN (%L) WITH (autovacuum_enabled = off)', i, 'r' || i);
  END LOOP;
END $$;
INSERT INTO regs SELECT g, 'r' || g % 10, repeat('m', 50) FROM generate_series(1, 20000) g;
VACUUM ANALYZE regs;
SELECT id FROM regs WHERE id > 1 LIMIT 1;
SELECT id FROM regs WHERE id > 2 LIMIT 1;
SELECT id FROM regs WHERE id > 3 LIMIT 1;
