CREATE TABLE orders (id int PRIMARY KEY, deleted_at timestamptz, cancelled_at timestamptz, note text, code int) WITH (autovacuum_enabled = off);
CREATE INDEX orders_deleted_idx ON orders (deleted_at);
CREATE INDEX orders_cancelled_idx ON orders (cancelled_at DESC NULLS LAST) INCLUDE (id) WITH (fillfactor = 70);
COMMENT ON INDEX orders_cancelled_idx IS 'for the report';
CREATE INDEX orders_note_idx ON orders (lower(note));
CREATE INDEX orders_code_idx ON orders (code, id);
INSERT INTO orders SELECT i, CASE WHEN i % 50 = 0 THEN now() END, CASE WHEN i % 25 = 0 THEN now() END, CASE WHEN i % 30 = 0 THEN 'n' || i END, CASE WHEN i % 30 = 0 THEN i END FROM generate_series(1, 5000) i;
ANALYZE orders;
