INSERT INTO "Sales; --"."Or""ders" SELECT i, i, i, i, i FROM generate_series(1, 6000) i;
