CREATE TABLE later (id int) WITH (autovacuum_multixact_freeze_max_age = 20000);
CREATE TABLE frozen (id int) WITH (autovacuum_multixact_freeze_max_age = 10000);
CREATE TABLE locked (id int);
INSERT INTO locked VALUES (1);
DO $$ BEGIN PERFORM FROM locked FOR KEY SHARE; FOR i IN 1..1500 LOOP BEGIN PERFORM FROM locked FOR NO KEY UPDATE; RAISE EXCEPTION 'undone'; EXCEPTION WHEN raise_exception THEN END; END LOOP; END $$;

CREATE TABLE hardly (id int) WITH (autovacuum_multixact_freeze_max_age = 10000);
DO $$ BEGIN PERFORM FROM locked FOR KEY SHARE; FOR i IN 1..11000 LOOP BEGIN PERFORM FROM locked FOR NO KEY UPDATE; RAISE EXCEPTION 'undone'; EXCEPTION WHEN raise_exception THEN END; END LOOP; END $$;

VACUUM (FREEZE) frozen;
