CREATE EXTENSION pgstattuple;
CREATE SCHEMA "My ""S""";
CREATE TABLE "My ""S"""."Old; orders
of '25" (id int, note text) WITH (autovacuum_enabled = false);
INSERT INTO "My ""S"""."Old; orders
of '25" SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
CREATE TABLE "Old; orders" (LIKE "My ""S"""."Old; orders
of '25") WITH (autovacuum_enabled = false);
INSERT INTO "Old; orders" SELECT * FROM "My ""S"""."Old; orders
of '25";
DELETE FROM "My ""S"""."Old; orders
of '25" WHERE id % 10 < 6;
VACUUM (ANALYZE) "My ""S"""."Old; orders
of '25";
VACUUM (ANALYZE) "Old; orders";
