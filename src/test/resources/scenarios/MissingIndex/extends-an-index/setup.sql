CREATE EXTENSION pg_stat_statements;
CREATE TABLE readings (id bigint PRIMARY KEY, sensor int NOT NULL, taken int NOT NULL, pad text) WITH (autovacuum_enabled = off);
INSERT INTO readings SELECT g, (g * 7919::bigint) % 6, (g * 7877::bigint) % 100000, repeat('x', 40) FROM generate_series(1, 100000) g;
CREATE INDEX readings_sensor_idx ON readings (sensor);
VACUUM ANALYZE readings;
SELECT id FROM readings WHERE sensor = 1 AND taken > 99990;
SELECT id FROM readings WHERE sensor = 2 AND taken > 99990;
SELECT id FROM readings WHERE sensor = 3 AND taken > 99990;
