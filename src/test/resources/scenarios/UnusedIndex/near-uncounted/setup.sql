CREATE TABLE orders (id int PRIMARY KEY, placed int);
INSERT INTO orders SELECT i, i FROM generate_series(1, 100000) i;
CREATE INDEX used_idx ON orders (placed);
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET track_counts = off', current_database()); END $$;
