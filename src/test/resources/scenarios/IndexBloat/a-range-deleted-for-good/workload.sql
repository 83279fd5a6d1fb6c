INSERT INTO logs SELECT max(id) + 1 FROM logs;
SELECT pg_sleep(1.2);
