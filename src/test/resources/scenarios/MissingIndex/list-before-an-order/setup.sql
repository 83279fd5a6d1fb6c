CREATE EXTENSION pg_stat_statements;
CREATE TABLE tickets (id bigint PRIMARY KEY, status text NOT NULL, created_at timestamptz NOT NULL, body text)
  WITH (autovacuum_enabled = off);
INSERT INTO tickets
SELECT g, (ARRAY['open', 'new', 'done', 'spam'])[1 + g % 4],
  timestamptz '2026-01-01' + (g * 7877::bigint) % 100000 * interval '1 minute', repeat('x', 80)
FROM generate_series(1, 100000) g;
VACUUM ANALYZE tickets;
SELECT * FROM tickets WHERE status IN ('open', 'new') ORDER BY created_at DESC LIMIT 20;
SELECT * FROM tickets WHERE status IN ('open', 'new') ORDER BY created_at DESC LIMIT 20;
SELECT * FROM tickets WHERE status IN ('open', 'new') ORDER BY created_at DESC LIMIT 20;
CREATE TABLE visits (id bigint PRIMARY KEY, page int NOT NULL, at timestamptz NOT NULL, body text)
  WITH (autovacuum_enabled = off);
INSERT INTO visits
SELECT g, (g * 7919::bigint) % 30, timestamptz '2026-01-01' + (g * 7877::bigint) % 60000 * interval '1 minute', repeat('x', 80)
FROM generate_series(1, 60000) g;
CREATE INDEX ON visits (page);
VACUUM ANALYZE visits;
SELECT id FROM visits WHERE page IN (1, 2) ORDER BY at DESC LIMIT 20;
SELECT id FROM visits WHERE page IN (3, 4) ORDER BY at DESC LIMIT 20;
SELECT id FROM visits WHERE page IN (5, 6) ORDER BY at DESC LIMIT 20;
CREATE TABLE phoned (id bigint PRIMARY KEY, tenant int NOT NULL, status text NOT NULL, at timestamptz NOT NULL, body text)
  WITH (autovacuum_enabled = off);
INSERT INTO phoned
SELECT g, g % 50, (ARRAY['open', 'new', 'done', 'spam'])[1 + (g / 50) % 4],
  timestamptz '2026-01-01' + (g * 7877::bigint) % 60000 * interval '1 minute', repeat('x', 80)
FROM generate_series(1, 60000) g;
VACUUM ANALYZE phoned;
SELECT * FROM phoned WHERE tenant = 7 AND status IN ('open', 'new') ORDER BY at DESC LIMIT 20;
SELECT * FROM phoned WHERE tenant = 8 AND status IN ('open', 'new') ORDER BY at DESC LIMIT 20;
SELECT * FROM phoned WHERE tenant = 9 AND status IN ('open', 'new') ORDER BY at DESC LIMIT 20;
