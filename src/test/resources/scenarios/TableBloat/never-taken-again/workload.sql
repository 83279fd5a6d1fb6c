INSERT INTO thinned SELECT i, repeat('x', 100) FROM generate_series(1, 100) i;
