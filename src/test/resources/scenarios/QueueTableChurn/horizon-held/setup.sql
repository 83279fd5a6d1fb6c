CREATE EXTENSION pg_stat_statements;
CREATE TABLE jobs (id int);
INSERT INTO jobs SELECT generate_series(1, 5000);
VACUUM ANALYZE jobs;
