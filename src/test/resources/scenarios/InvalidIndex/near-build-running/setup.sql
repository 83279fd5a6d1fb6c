CREATE TABLE t (id int PRIMARY KEY, v int);
INSERT INTO t SELECT i, i FROM generate_series(1, 100) i;
CREATE TABLE u (id int CONSTRAINT u_key PRIMARY KEY, v text);
INSERT INTO u SELECT i, i FROM generate_series(1, 100) i;
