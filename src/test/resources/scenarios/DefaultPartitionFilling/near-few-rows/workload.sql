INSERT INTO log SELECT current_date FROM generate_series(1, 5000);
