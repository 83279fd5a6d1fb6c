-- What the database would be, had it been made with ICU, under another version than the server has now.
DO $$ BEGIN
  EXECUTE format('UPDATE pg_database SET datlocprovider = ''i'', %I = ''en-US'', datcollversion = ''1'' WHERE datname = current_database()',
    CASE WHEN current_setting('server_version_num')::int >= 170000 THEN 'datlocale' ELSE 'daticulocale' END);
END $$;
CREATE TABLE events (id int, body jsonb, name text);
CREATE INDEX events_body_idx ON events (body);
CREATE INDEX events_late_idx ON events (id) WHERE name > 'm';
CREATE INDEX events_early_idx ON events ((name < 'k'));
CREATE INDEX events_greatest_idx ON events ((length(GREATEST(name, 'k'))));
CREATE INDEX events_one_idx ON events (id) WHERE name = 'x';
CREATE INDEX events_number_idx ON events (((body ->> 'id')::int));
CREATE INDEX events_length_idx ON events ((length(name)));
CREATE INDEX events_keys_idx ON events USING gin (body);
INSERT INTO events SELECT i, jsonb_build_object('id', i), 'Name ' || i FROM generate_series(1, 1000) i;
