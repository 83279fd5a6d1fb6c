CREATE EXTENSION btree_gist;
CREATE TABLE employees (id int, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
INSERT INTO employees SELECT i, daterange('2026-01-01', '2026-12-31') FROM generate_series(1, 2000) i;
CREATE TABLE shifts (id int PRIMARY KEY, employee int, during daterange, CONSTRAINT shifts_fk FOREIGN KEY (employee, PERIOD during) REFERENCES employees (id, PERIOD valid));
INSERT INTO shifts SELECT i, i % 2000 + 1, daterange('2026-02-01', '2026-03-01') FROM generate_series(1, 30000) i;
CREATE INDEX shifts_both_idx ON shifts USING gist (employee, during);
CREATE INDEX shifts_during_idx ON shifts USING gist (during);
ANALYZE;
