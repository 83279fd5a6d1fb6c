SET application_name = 'report';
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM orders;
