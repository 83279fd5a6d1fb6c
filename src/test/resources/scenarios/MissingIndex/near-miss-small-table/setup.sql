CREATE EXTENSION pg_stat_statements;
CREATE TABLE countries (id int PRIMARY KEY, code text NOT NULL) WITH (autovacuum_enabled = off);
INSERT INTO countries SELECT g, 'c' || g FROM generate_series(1, 5000) g;
VACUUM ANALYZE countries;
SELECT id FROM countries WHERE code = 'c1';
SELECT id FROM countries WHERE code = 'c2';
SELECT id FROM countries WHERE code = 'c3';
