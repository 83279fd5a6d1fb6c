CREATE TABLE rows (id bigint, down bigint, late int, key uuid) WITH (autovacuum_enabled = off);
CREATE INDEX rows_down ON rows (down);
CREATE INDEX rows_late ON rows (late);
CREATE INDEX rows_key ON rows (key);
INSERT INTO rows SELECT i, -i, CASE WHEN i % 5 > 0 THEN i END, md5(i::text)::uuid FROM generate_series(1, 60000) i;
SELECT pg_sleep(1.2);
ANALYZE rows;
SELECT pg_sleep(0.7);
