CREATE TEMPORARY TABLE part (id int, pad text);
-- times 4
INSERT INTO part SELECT id, pad FROM big;
-- times 4
SELECT count(*) FROM part WHERE pad > 'a';
