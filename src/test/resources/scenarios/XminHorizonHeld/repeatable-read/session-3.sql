SET application_name = 'younger';
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM orders;
