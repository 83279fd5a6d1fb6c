-- The whole load in the first day, next to nothing in the second.
INSERT INTO loaded SELECT i, i, i, i, i FROM generate_series(20001, CASE nextval('todo') WHEN 1 THEN 80000 ELSE 20000 END) i;
INSERT INTO loaded SELECT max(id) + 1, 1, 1, 1, 1 FROM loaded;
