CREATE EXTENSION pg_stat_statements;
CREATE TABLE itm (id bigint PRIMARY KEY, sku text NOT NULL, qty int NOT NULL, note text) WITH (autovacuum_enabled = off);
INSERT INTO itm SELECT g, 's' || g % 3000, g, repeat('x', 100) FROM generate_series(1, 50000) g;
CREATE INDEX itm_sku ON itm (sku);
VACUUM ANALYZE itm;
-- times 60
SELECT id, note FROM itm WHERE sku = 's7';
