-- times 40
SELECT * FROM t01 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t01 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t02 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t02 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t03 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t03 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t04 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t04 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
UPDATE t04 SET kind = 'k' || :i % 7 WHERE id = :i * 11;
-- times 40
SELECT * FROM t05 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t05 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
SELECT p.kind, count(*) FROM t05 c JOIN t04 p ON p.id = c.ref WHERE c.ref = :i GROUP BY p.kind;
-- times 40
SELECT * FROM t06 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t06 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t07 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t07 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t08 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t08 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
UPDATE t08 SET kind = 'k' || :i % 7 WHERE id = :i * 11;
-- times 40
SELECT * FROM t09 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t09 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t10 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t10 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
SELECT p.kind, count(*) FROM t10 c JOIN t09 p ON p.id = c.ref WHERE c.ref = :i GROUP BY p.kind;
-- times 40
SELECT * FROM t11 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t11 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t12 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t12 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
UPDATE t12 SET kind = 'k' || :i % 7 WHERE id = :i * 11;
-- times 40
SELECT * FROM t13 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t13 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t14 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t14 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t15 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t15 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
SELECT p.kind, count(*) FROM t15 c JOIN t14 p ON p.id = c.ref WHERE c.ref = :i GROUP BY p.kind;
-- times 40
SELECT * FROM t16 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t16 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
UPDATE t16 SET kind = 'k' || :i % 7 WHERE id = :i * 11;
-- times 40
SELECT * FROM t17 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t17 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t18 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t18 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t19 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t19 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 40
SELECT * FROM t20 WHERE id = :i * 7;
-- times 40
SELECT id, kind FROM t20 WHERE ref = :i ORDER BY at DESC LIMIT 3;
-- times 30
UPDATE t20 SET kind = 'k' || :i % 7 WHERE id = :i * 11;
-- times 30
SELECT p.kind, count(*) FROM t20 c JOIN t19 p ON p.id = c.ref WHERE c.ref = :i GROUP BY p.kind;
