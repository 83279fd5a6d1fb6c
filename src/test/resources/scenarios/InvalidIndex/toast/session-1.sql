SET application_name = 'holder of toast';
BEGIN;
INSERT INTO "With ""TOAST" VALUES (101, 'x');
