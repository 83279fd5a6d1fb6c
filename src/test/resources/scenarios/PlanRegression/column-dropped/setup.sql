CREATE EXTENSION pg_stat_statements;
CREATE TABLE dc (id int PRIMARY KEY, tenant int NOT NULL, "Extra ""x""" int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO dc SELECT g, g % 5000, g % 7, repeat('p', 70) FROM generate_series(1, 60000) g;
CREATE INDEX dc_te ON dc (tenant, "Extra ""x""");
VACUUM ANALYZE dc;
-- times 60
SELECT id, pad FROM dc WHERE tenant = :i;
