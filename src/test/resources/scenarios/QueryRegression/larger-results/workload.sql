-- times 0, 1, 0
INSERT INTO "Or ""ders""" SELECT g, g % 500, repeat('x', 100) FROM generate_series(1, 45000) g;
-- times 30
SELECT note FROM "Or ""ders""" WHERE "User Id" = :i;
