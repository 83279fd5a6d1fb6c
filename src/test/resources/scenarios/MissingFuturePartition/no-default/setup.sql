CREATE TABLE "Ev ents" (id bigint, "at" timestamptz NOT NULL) PARTITION BY RANGE ("at");
DO $$
BEGIN
  FOR i IN 0..3 LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF "Ev ents" FOR VALUES FROM (%L) TO (%L)',
      'Ev ents ' || to_char(current_date - 8 + 3 * i, 'YYYYMMDD'), (current_date - 8 + 3 * i)::timestamp AT TIME ZONE 'UTC', (current_date - 5 + 3 * i)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
END $$;
INSERT INTO "Ev ents" SELECT i, now() FROM generate_series(1, 2000) i;
ANALYZE "Ev ents";
