-- times 21
SELECT g FROM generate_series(1, 12000) g;
