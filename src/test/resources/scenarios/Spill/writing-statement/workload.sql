-- times 4
INSERT INTO "Sorted; ""Copy""" SELECT id, pad FROM big ORDER BY pad;
