CREATE TABLE pages (id int, body text) WITH (toast.autovacuum_enabled = false);
ALTER TABLE pages ALTER body SET STORAGE EXTERNAL;
INSERT INTO pages SELECT i, repeat('x', 5000) FROM generate_series(1, 1000) i;
ANALYZE pages;
DELETE FROM pages WHERE id > 200;
SELECT pg_sleep(1);
