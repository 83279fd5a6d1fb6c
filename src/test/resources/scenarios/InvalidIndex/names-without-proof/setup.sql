CREATE SCHEMA "Odd; schema";
CREATE TABLE "Odd; schema"."T""able" (id int, U&"new\000Aline" int);
INSERT INTO "Odd; schema"."T""able" SELECT i, i % 7 FROM generate_series(1, 50) i;
CREATE TABLE t (id int, v int);
INSERT INTO t SELECT i, i % 7 FROM generate_series(1, 50) i;
-- fails
CREATE INDEX CONCURRENTLY t_idx_ccnew ON t ((7 / v));
CREATE INDEX t_idx ON t (v);
-- fails
CREATE INDEX CONCURRENTLY first_try ON t ((8 / v));
-- fails
CREATE INDEX CONCURRENTLY second_try ON t ((9 / v));
-- fails
CREATE INDEX CONCURRENTLY second_try_ccnew ON t ((9 / v));
-- fails
CREATE INDEX CONCURRENTLY half_dropped ON t ((6 / v));
-- fails
CREATE INDEX CONCURRENTLY U&"in\000Adex'; --" ON "Odd; schema"."T""able" ((5 / U&"new\000Aline"));
DELETE FROM t WHERE v = 0;
DELETE FROM "Odd; schema"."T""able" WHERE U&"new\000Aline" = 0;
CREATE INDEX first_try_again ON t ((8 / v));
UPDATE pg_index SET indislive = false, indisready = false WHERE indexrelid = 'half_dropped'::regclass;
CREATE INDEX valid_ccold ON t (id);
