CREATE TABLE "Old ""one""; DROP" (id int) WITH (autovacuum_multixact_freeze_max_age = 10000);
INSERT INTO "Old ""one""; DROP" SELECT generate_series(1, 1000);
CREATE TABLE locked (id int);
INSERT INTO locked VALUES (1);
DO $$ BEGIN PERFORM FROM locked FOR KEY SHARE; FOR i IN 1..12500 LOOP BEGIN PERFORM FROM locked FOR NO KEY UPDATE; RAISE EXCEPTION 'undone'; EXCEPTION WHEN raise_exception THEN END; END LOOP; END $$;
