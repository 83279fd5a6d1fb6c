CREATE EXTENSION pg_stat_statements;
CREATE TABLE documents (id bigint PRIMARY KEY, body text) WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off);
ALTER TABLE documents ALTER body SET STORAGE EXTERNAL;
INSERT INTO documents SELECT g, repeat('x', 400000) FROM generate_series(1, 30) g;
ANALYZE documents;
SELECT id, body FROM documents ORDER BY id LIMIT 5 OFFSET 1;
