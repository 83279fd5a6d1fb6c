CREATE EXTENSION pg_stat_statements;
CREATE TABLE sess (id int PRIMARY KEY, k int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO sess SELECT g, g % 5000, repeat('p', 70) FROM generate_series(1, 60000) g;
CREATE INDEX sess_k ON sess (k);
VACUUM ANALYZE sess;
-- times 30
SELECT count(pad) FROM sess WHERE k = :i;
