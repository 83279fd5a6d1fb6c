CREATE TABLE shelf (id int);
INSERT INTO shelf SELECT generate_series(1, 50000);
VACUUM shelf;
SELECT pg_sleep(1);
