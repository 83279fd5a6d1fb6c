CREATE EXTENSION pg_stat_statements;
CREATE TABLE regs (id bigint NOT NULL, region varchar(10) NOT NULL, msg text) PARTITION BY LIST (region);
DO $$ BEGIN
  FOR i IN 0..9 LOOP
    EXECUTE format('CREATE TABLE regs_%s PARTITION OF regs FOR VALUES IN (%L) WITH (autovacuum_enabled = off)', i, 'r' || i);
  END LOOP;
END $$;
INSERT INTO regs SELECT g, 'r' || g % 10, repeat('m', 50) FROM generate_series(1, 20000) g;
VACUUM ANALYZE regs;
SELECT min(id) FROM regs WHERE lower(region) = 'r1';
SELECT min(id) FROM regs WHERE lower(region) = 'r2';
SELECT count(*) FROM regs WHERE region LIKE 'r1%';
SELECT count(*) FROM regs WHERE region LIKE 'r2%';
