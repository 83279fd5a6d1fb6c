UPDATE profiles SET a = a + 1;
-- One scan for each value.
SET enable_seqscan = off;
DO $$ BEGIN FOR i IN 1..20000 LOOP PERFORM FROM profiles WHERE id = i; END LOOP; END $$;
