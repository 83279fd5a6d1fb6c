CREATE TABLE held (id int) WITH (autovacuum_freeze_max_age = 100000);
INSERT INTO held SELECT generate_series(1, 1000);
