CREATE EXTENSION pg_stat_statements;
CREATE TABLE ev (id bigint PRIMARY KEY, tenant int NOT NULL, created_at timestamptz NOT NULL, body text) WITH (autovacuum_enabled = off);
INSERT INTO ev
SELECT g, 1 + g % 2, timestamptz '2026-01-01' + (g * 7877::bigint) % 120000 * interval '1 minute', repeat('x', 80)
FROM generate_series(1, 120000) g;
VACUUM ANALYZE ev;
SELECT * FROM ev WHERE tenant = 1 ORDER BY created_at LIMIT 50000;
SELECT * FROM ev WHERE tenant = 2 ORDER BY created_at LIMIT 50000;
SELECT * FROM ev WHERE tenant = 1 ORDER BY created_at LIMIT 50000;
CREATE TABLE lst (id bigint PRIMARY KEY, v int NOT NULL, k int NOT NULL, body text) WITH (autovacuum_enabled = off);
INSERT INTO lst SELECT g, (g * 7919::bigint) % 997, (g * 7877::bigint) % 40000, repeat('x', 60) FROM generate_series(1, 40000) g;
VACUUM ANALYZE lst;
SELECT * FROM lst ORDER BY v, k DESC, id LIMIT 1 OFFSET 39000;
SELECT * FROM lst ORDER BY v, k DESC, id LIMIT 1 OFFSET 39001;
SELECT * FROM lst ORDER BY v, k DESC, id LIMIT 1 OFFSET 39002;
