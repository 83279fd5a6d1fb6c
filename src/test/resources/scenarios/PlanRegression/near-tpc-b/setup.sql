CREATE EXTENSION pg_stat_statements;
CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100);
INSERT INTO pgbench_branches (bid, bbalance) VALUES (1, 0);
INSERT INTO pgbench_tellers (tid, bid, tbalance) SELECT g, 1, 0 FROM generate_series(1, 10) g;
INSERT INTO pgbench_accounts (aid, bid, abalance, filler) SELECT g, 1, 0, '' FROM generate_series(1, 100000) g;
VACUUM ANALYZE pgbench_branches;
VACUUM ANALYZE pgbench_tellers;
VACUUM ANALYZE pgbench_accounts;
VACUUM ANALYZE pgbench_history;
ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid);
ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid);
ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid);
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 1:i; SELECT abalance FROM pgbench_accounts WHERE aid = 1:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 1; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (1, 1, 1:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 2:i; SELECT abalance FROM pgbench_accounts WHERE aid = 2:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 2; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (2, 1, 2:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 3:i; SELECT abalance FROM pgbench_accounts WHERE aid = 3:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 3; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (3, 1, 3:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 4:i; SELECT abalance FROM pgbench_accounts WHERE aid = 4:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 4; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (4, 1, 4:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 5:i; SELECT abalance FROM pgbench_accounts WHERE aid = 5:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 5; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (5, 1, 5:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 6:i; SELECT abalance FROM pgbench_accounts WHERE aid = 6:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 6; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (6, 1, 6:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 7:i; SELECT abalance FROM pgbench_accounts WHERE aid = 7:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 7; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (7, 1, 7:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 8:i; SELECT abalance FROM pgbench_accounts WHERE aid = 8:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 8; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (8, 1, 8:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 9:i; SELECT abalance FROM pgbench_accounts WHERE aid = 9:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 9; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (9, 1, 9:i, :i, CURRENT_TIMESTAMP); END;
-- times 20
BEGIN; UPDATE pgbench_accounts SET abalance = abalance + :i WHERE aid = 10:i; SELECT abalance FROM pgbench_accounts WHERE aid = 10:i; UPDATE pgbench_tellers SET tbalance = tbalance + :i WHERE tid = 10; UPDATE pgbench_branches SET bbalance = bbalance + :i WHERE bid = 1; INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (10, 1, 10:i, :i, CURRENT_TIMESTAMP); END;
