CREATE TABLE "With ""TOAST" (id int PRIMARY KEY, body text);
INSERT INTO "With ""TOAST" SELECT i, 'x' FROM generate_series(1, 100) i;
