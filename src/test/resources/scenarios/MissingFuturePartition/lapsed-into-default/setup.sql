CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, day date, half numeric GENERATED ALWAYS AS (0.5) STORED) PARTITION BY RANGE (day);
DO $$
BEGIN
  FOR i IN 0..2 LOOP
    EXECUTE format('CREATE TABLE log_%s PARTITION OF log FOR VALUES FROM (%L) TO (%L)', i, current_date - 16 + 5 * i, current_date - 11 + 5 * i);
  END LOOP;
END $$;
CREATE TABLE "rest; of it" PARTITION OF log DEFAULT;
CREATE INDEX log_idx ON log (id, day);
INSERT INTO log (day) SELECT current_date - 1 - i % 14 FROM generate_series(1, 3000) i;
ANALYZE log;
