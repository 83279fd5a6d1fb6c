CREATE TABLE p (id int PRIMARY KEY);
INSERT INTO p SELECT i FROM generate_series(0, 999) i;
CREATE TABLE c (id int PRIMARY KEY, "Parent" int CONSTRAINT c_fk REFERENCES p);
CREATE INDEX c_parent_idx ON c ("Parent") WHERE "Parent" IS NOT NULL;
CREATE TABLE d (id int PRIMARY KEY, parent int CONSTRAINT d_fk REFERENCES p);
CREATE INDEX d_parent_idx ON d (parent) WHERE id IS NOT NULL AND parent > 5;
INSERT INTO c SELECT i, i % 1000 FROM generate_series(0, 11999) i;
INSERT INTO d SELECT i, i % 1000 FROM generate_series(0, 11999) i;
ANALYZE;
