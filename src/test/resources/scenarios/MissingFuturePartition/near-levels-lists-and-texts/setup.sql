CREATE TABLE deep (day date) PARTITION BY RANGE (day);
DO $$
BEGIN
  EXECUTE format('CREATE TABLE deep_now PARTITION OF deep FOR VALUES FROM (%L) TO (%L) PARTITION BY RANGE (day)', current_date - 3, current_date + 3);
  EXECUTE format('CREATE TABLE deep_now_1 PARTITION OF deep_now FOR VALUES FROM (%L) TO (%L)', current_date - 3, current_date + 3);
  EXECUTE format('CREATE TABLE deep_next PARTITION OF deep FOR VALUES FROM (%L) TO (%L)', current_date + 3, current_date + 300);
END $$;
INSERT INTO deep SELECT current_date FROM generate_series(1, 2000);
ANALYZE deep;
CREATE TABLE regions (region text, day date) PARTITION BY LIST (region);
CREATE TABLE regions_1 PARTITION OF regions FOR VALUES IN ('eu');
INSERT INTO regions SELECT 'eu', current_date FROM generate_series(1, 2000);
ANALYZE regions;
CREATE TABLE names (n text) PARTITION BY RANGE (n);
CREATE TABLE names_1 PARTITION OF names FOR VALUES FROM ('a') TO ('n');
INSERT INTO names SELECT 'b' FROM generate_series(1, 2000);
ANALYZE names;
CREATE TABLE keys (id bigint) PARTITION BY RANGE (id);
CREATE TABLE keys_1 PARTITION OF keys FOR VALUES FROM (0) TO (2001);
INSERT INTO keys SELECT i FROM generate_series(1, 2000) i;
ANALYZE keys;
