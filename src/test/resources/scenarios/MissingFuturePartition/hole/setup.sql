CREATE TABLE log (day date) PARTITION BY RANGE (day);
DO $$
BEGIN
  FOR i IN 0..3 LOOP
    IF i <> 2 THEN
      EXECUTE format('CREATE TABLE log_%s PARTITION OF log FOR VALUES FROM (%L) TO (%L)', i, current_date - 10 + 7 * i, current_date - 3 + 7 * i);
    END IF;
  END LOOP;
END $$;
CREATE TABLE log_far PARTITION OF log FOR VALUES FROM ('2100-01-01') TO ('2101-01-01');
INSERT INTO log SELECT current_date - 10 FROM generate_series(1, 2000);
ANALYZE log;
