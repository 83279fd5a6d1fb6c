CREATE EXTENSION pg_stat_statements;
CREATE TABLE regs (id bigint NOT NULL, region varchar(10) NOT NULL, msg text) PARTITION BY LIST (region);
DO $$ BEGIN
  FOR i IN 0..9 LOOP
    EXECUTE format('CREATE TABLE regs_%s PARTITION OF regs FOR VALUES IN (%L) WITH (autovacuum_enabled = off)', i, 'r' || i);
  END LOOP;
END $$;
INSERT INTO regs SELECT g, 'r' || g % 10, repeat('m', 50) FROM generate_series(1, 20000) g;
VACUUM ANALYZE regs;
CREATE TABLE cfg (region text); INSERT INTO cfg VALUES ('r3');
ANALYZE cfg;
SELECT count(*) FROM regs WHERE region = 'r3' AND lower(msg) = 'a';
SELECT count(*) FROM regs WHERE region = 'r4' AND lower(msg) = 'b';
SELECT count(*) FROM regs WHERE region IN ('r0', 'r1', 'r2', 'r3', 'r4', 'r5');
SELECT count(*) FROM regs WHERE region IN ('r0', 'r1', 'r2', 'r3', 'r4', 'r6');
SELECT max(id) FROM regs WHERE region = ANY (string_to_array('r1,r2', ','));
SELECT max(id) FROM regs WHERE region = ANY (string_to_array('r1,r3', ','));
SELECT min(id) FROM regs WHERE region <> 'r1';
SELECT min(id) FROM regs WHERE region <> 'r2';
SELECT min(r.msg) FROM regs r JOIN cfg c ON c.region = r.region WHERE r.id > 1;
SELECT min(r.msg) FROM regs r JOIN cfg c ON c.region = r.region WHERE r.id > 2;
