CREATE TABLE "Log; of 'it'" ("the id" serial PRIMARY KEY);
ALTER TABLE "Log; of 'it'" ALTER COLUMN "the id" TYPE bigint;
SELECT setval(pg_get_serial_sequence('"Log; of ''it''"', 'the id'), 2140000000);
CREATE SEQUENCE down AS smallint INCREMENT -1;
SELECT setval('down', -30000);
