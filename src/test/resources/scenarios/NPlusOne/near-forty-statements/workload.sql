-- times 4, 8, 12
SELECT * FROM item2 WHERE item1_id = :i;
-- times 23, 29, 27
SELECT note FROM item2 WHERE id = :i;
-- times 7
SELECT count(*) FROM item2 a JOIN item1 b ON b.id = a.item1_id WHERE b.id < 9;
-- times 7, 11, 2
SELECT * FROM item3 WHERE item1_id = :i;
-- times 82, 81, 81
SELECT note FROM item3 WHERE id = :i;
-- times 8, 3, 5
SELECT * FROM item4 WHERE item2_id = :i;
-- times 32, 31, 28
SELECT note FROM item4 WHERE id = :i;
-- times 7
SELECT count(*) FROM item4 a JOIN item2 b ON b.id = a.item2_id WHERE b.id < 9;
-- times 5, 12, 12
SELECT * FROM item5 WHERE item1_id = :i;
-- times 28, 28, 27
SELECT note FROM item5 WHERE id = :i;
-- times 5
UPDATE item5 SET note = 'x' WHERE id = :i;
-- times 5, 2, 10
SELECT * FROM item6 WHERE item1_id = :i;
-- times 36, 37, 35
SELECT note FROM item6 WHERE id = :i;
-- times 7
SELECT count(*) FROM item6 a JOIN item1 b ON b.id = a.item1_id WHERE b.id < 9;
-- times 3, 11, 6
SELECT * FROM item7 WHERE item5_id = :i;
-- times 40, 44, 44
SELECT note FROM item7 WHERE id = :i;
-- times 5, 7, 3
SELECT * FROM item8 WHERE item6_id = :i;
-- times 92, 87, 91
SELECT note FROM item8 WHERE id = :i;
-- times 7
SELECT count(*) FROM item8 a JOIN item6 b ON b.id = a.item6_id WHERE b.id < 9;
-- times 11, 5, 9
SELECT * FROM item9 WHERE item1_id = :i;
-- times 88, 91, 87
SELECT note FROM item9 WHERE id = :i;
-- times 11, 9, 7
SELECT * FROM item10 WHERE item8_id = :i;
-- times 56, 61, 56
SELECT note FROM item10 WHERE id = :i;
-- times 7
SELECT count(*) FROM item10 a JOIN item8 b ON b.id = a.item8_id WHERE b.id < 9;
-- times 5
UPDATE item10 SET note = 'x' WHERE id = :i;
-- times 3, 11, 6
SELECT * FROM item11 WHERE item4_id = :i;
-- times 87, 86, 89
SELECT note FROM item11 WHERE id = :i;
-- times 6, 11, 3
SELECT * FROM item12 WHERE item8_id = :i;
-- times 36, 35, 33
SELECT note FROM item12 WHERE id = :i;
-- times 7
SELECT count(*) FROM item12 a JOIN item8 b ON b.id = a.item8_id WHERE b.id < 9;
-- times 4, 9, 8
SELECT * FROM item13 WHERE item6_id = :i;
-- times 27, 22, 28
SELECT note FROM item13 WHERE id = :i;
-- times 11, 14, 7
SELECT * FROM item14 WHERE item9_id = :i;
-- times 65, 62, 64
SELECT note FROM item14 WHERE id = :i;
-- times 7
SELECT count(*) FROM item14 a JOIN item9 b ON b.id = a.item9_id WHERE b.id < 9;
-- times 11, 14, 9
SELECT * FROM item15 WHERE item8_id = :i;
-- times 31, 25, 27
SELECT note FROM item15 WHERE id = :i;
-- times 5
UPDATE item15 SET note = 'x' WHERE id = :i;
-- times 13, 12, 3
SELECT * FROM item16 WHERE item8_id = :i;
-- times 29, 29, 26
SELECT note FROM item16 WHERE id = :i;
-- times 7
SELECT count(*) FROM item16 a JOIN item8 b ON b.id = a.item8_id WHERE b.id < 9;
-- times 6, 13, 8
SELECT * FROM item17 WHERE item15_id = :i;
-- times 61, 64, 63
SELECT note FROM item17 WHERE id = :i;
-- times 11, 3, 9
SELECT * FROM item18 WHERE item6_id = :i;
-- times 25, 30, 26
SELECT note FROM item18 WHERE id = :i;
-- times 7
SELECT count(*) FROM item18 a JOIN item6 b ON b.id = a.item6_id WHERE b.id < 9;
-- times 13, 5, 8
SELECT * FROM item19 WHERE item5_id = :i;
-- times 73, 70, 67
SELECT note FROM item19 WHERE id = :i;
-- times 9, 8, 10
SELECT * FROM item20 WHERE item6_id = :i;
-- times 53, 58, 55
SELECT note FROM item20 WHERE id = :i;
-- times 7
SELECT count(*) FROM item20 a JOIN item6 b ON b.id = a.item6_id WHERE b.id < 9;
-- times 5
UPDATE item20 SET note = 'x' WHERE id = :i;
-- times 113, 120, 108
SELECT note FROM item1 WHERE id = :i;
