CREATE TABLE notes (id int PRIMARY KEY, owner int, deleted_at date) WITH (autovacuum_enabled = off);
CREATE INDEX notes_alive_idx ON notes (deleted_at, owner);
INSERT INTO notes SELECT i, i, CASE WHEN i % 50 = 0 THEN DATE '2026-01-01' END FROM generate_series(1, 20000) i;
ANALYZE notes;
