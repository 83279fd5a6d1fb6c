CREATE TABLE emptied (id int) WITH (autovacuum_enabled = off);
INSERT INTO emptied SELECT i FROM generate_series(1, 5000) i;
DELETE FROM emptied;
VACUUM ANALYZE emptied;
CREATE TABLE never (id int) WITH (autovacuum_enabled = off);
