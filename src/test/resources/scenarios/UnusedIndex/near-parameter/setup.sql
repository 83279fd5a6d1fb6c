CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int PRIMARY KEY, status text NOT NULL, run_at timestamptz NOT NULL, gone timestamptz) WITH (autovacuum_enabled = off);
INSERT INTO jobs SELECT i, CASE WHEN i % 2000 = 0 THEN 'failed' ELSE (ARRAY['done', 'sent', 'skipped'])[1 + i % 3] END, '2026-01-01', CASE WHEN i % 2 = 0 THEN '2026-01-01'::timestamptz END FROM generate_series(1, 60000) i;
CREATE INDEX jobs_failed ON jobs (run_at) WHERE status = 'failed';
CREATE INDEX jobs_there ON jobs (run_at) WHERE gone IS NULL;
-- The condition is met by a parameter that stands in an expression, or under another name.
CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL, kind text NOT NULL, deleted bool, shop int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO orders SELECT i, CASE WHEN i % 2000 = 0 THEN 'abc' ELSE 'xyz' || i % 90 END, CASE WHEN i % 2000 = 1 THEN 'gift' ELSE 'sale' END, i % 2000 <> 2, i % 50 FROM generate_series(1, 60000) i;
CREATE VIEW sales AS SELECT id, kind AS sort FROM orders;
CREATE INDEX orders_code ON orders (id) WHERE "left"(code, 3) = 'abc';
CREATE INDEX orders_kind ON orders (id) WHERE kind = 'gift';
CREATE INDEX orders_deleted ON orders (id) WHERE coalesce(deleted, false) = false;
-- Its column's namesake is compared, of another table.
CREATE TABLE parcels (id int PRIMARY KEY, status text NOT NULL, shop int NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO parcels SELECT i, CASE WHEN i % 2000 = 0 THEN 'lost' ELSE 'sent' END, i % 50 FROM generate_series(1, 60000) i;
CREATE INDEX parcels_lost ON parcels (shop) WHERE status = 'lost';
-- What deletes of shops need stays, whatever its statements do.
CREATE TABLE shops (id int PRIMARY KEY);
INSERT INTO shops SELECT i FROM generate_series(1, 60000) i;
CREATE TABLE bills (id int PRIMARY KEY, shop int CONSTRAINT bills_fk REFERENCES shops) WITH (autovacuum_enabled = off);
INSERT INTO bills SELECT i, CASE WHEN i % 30 = 0 THEN i END FROM generate_series(1, 60000) i;
CREATE INDEX bills_shop ON bills (shop) WHERE shop IS NOT NULL;
VACUUM ANALYZE jobs, orders, parcels, bills, shops;
SELECT count(*) FROM orders WHERE "left"(code, 3) = 'xyz' AND shop < 3;
SELECT count(*) FROM orders WHERE coalesce(deleted, false) = true AND shop < 3;
SELECT count(*) FROM sales WHERE sort = 'sale';
SELECT p.id FROM parcels p JOIN jobs j ON j.id = p.id WHERE j.status = 'skipped' AND p.id = 7;
SELECT count(*) FROM bills WHERE shop + 0 = 30;
-- Once, with a value that does not meet the condition; at the end of the quarter one does.
SELECT count(*) FROM jobs WHERE status = 'done' AND run_at < '2026-02-01';
UPDATE jobs SET gone = '2026-01-02' WHERE id = 7;
SELECT pg_sleep(1.5);
