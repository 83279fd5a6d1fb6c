CREATE TABLE p (id numeric PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(0, 999) i;
CREATE TABLE c (id int CONSTRAINT c_fk REFERENCES p);
CREATE INDEX c_idx ON c (id);
CREATE TABLE d (id int CONSTRAINT d_fk REFERENCES p);
CREATE INDEX d_idx ON d ((id::numeric));
INSERT INTO c SELECT i % 1000 FROM generate_series(0, 11999) i;
INSERT INTO d SELECT i % 1000 FROM generate_series(0, 11999) i;
ANALYZE;
