-- times 22
SELECT id, body FROM documents ORDER BY id LIMIT 5 OFFSET 1;
SELECT pg_stat_clear_snapshot();
