CREATE TABLE "Log ""book""" (at timestamptz, line text);
INSERT INTO "Log ""book""" SELECT now(), i::text FROM generate_series(1, 3000) i;
ANALYZE "Log ""book""";
CREATE TABLE "näxt" (id int NOT NULL, v text);
CREATE UNIQUE INDEX "näxt key" ON "näxt" (id) INCLUDE (v);
INSERT INTO "näxt" SELECT i, 'v' FROM generate_series(1, 3000) i;
ANALYZE "näxt";
