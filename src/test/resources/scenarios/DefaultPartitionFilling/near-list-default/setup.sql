CREATE TABLE shops (region text) PARTITION BY LIST (region);
CREATE TABLE shops_eu PARTITION OF shops FOR VALUES IN ('eu');
CREATE TABLE shops_rest PARTITION OF shops DEFAULT;
INSERT INTO shops SELECT 'us' FROM generate_series(1, 5000);
ANALYZE shops;
