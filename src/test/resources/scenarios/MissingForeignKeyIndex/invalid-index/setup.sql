CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(0, 999) i;
CREATE TABLE c (parent int CONSTRAINT c_fk REFERENCES p, kind int);
INSERT INTO c SELECT i % 1000, i FROM generate_series(0, 11999) i;
-- fails
CREATE INDEX CONCURRENTLY c_idx ON c (parent, (1 / kind));
DELETE FROM c WHERE kind = 0;
ANALYZE;
