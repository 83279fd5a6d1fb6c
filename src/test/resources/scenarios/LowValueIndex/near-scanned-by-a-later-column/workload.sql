SELECT id FROM notes WHERE deleted_at IS NULL AND owner = 17;
SELECT pg_sleep(1.1);
