SELECT pg_stat_reset();
UPDATE jobs SET a = a + 1 WHERE id <= 15000;
