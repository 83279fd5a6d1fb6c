-- What the database would be, had it been made with ICU, under another version than the server has now.
DO $$ BEGIN
  EXECUTE format('UPDATE pg_database SET datlocprovider = ''i'', %I = ''en-US'', datcollversion = ''1'' WHERE datname = current_database()',
    CASE WHEN current_setting('server_version_num')::int >= 170000 THEN 'datlocale' ELSE 'daticulocale' END);
END $$;
CREATE TABLE people (name text PRIMARY KEY, code text COLLATE "C", n int);
CREATE INDEX people_bytes_idx ON people (code);
CREATE INDEX people_lower_idx ON people (lower(name), n);
INSERT INTO people SELECT 'Name ' || i, i, i FROM generate_series(1, 1000) i;
