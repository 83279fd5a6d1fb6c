-- times 0, 1, 0
DROP INDEX IF EXISTS pc_part;
-- times 30
SELECT count(pad) FROM pc WHERE status = 'pending' AND created_at < now() - interval '27 days';
