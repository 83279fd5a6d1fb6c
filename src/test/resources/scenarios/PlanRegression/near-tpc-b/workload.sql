-- times 200
UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = :i * 397;
-- times 200
SELECT abalance FROM pgbench_accounts WHERE aid = :i * 397;
-- times 200
UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 1 + :i % 10;
-- times 200
UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1;
-- times 200
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (1 + :i % 10, 1, :i * 397, :i, CURRENT_TIMESTAMP);
