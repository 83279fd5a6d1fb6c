-- times 150, 130, 170
UPDATE accounts SET balance = balance + 1 WHERE aid = :i;
-- times 150, 130, 170
SELECT balance FROM accounts WHERE aid = :i;
-- times 15, 11, 16
SELECT tid FROM tellers WHERE bid = :i % 10 + 1;
-- times 150, 130, 170
SELECT bid FROM branches WHERE bid = 5;
-- times 150, 130, 170
INSERT INTO history VALUES (1, 1, :i, 1);
