CREATE TABLE events (id serial PRIMARY KEY, at timestamptz);
CREATE TABLE a_events_2024 () INHERITS (events);
CREATE TABLE events_2025 (UNIQUE (id)) INHERITS (events);
CREATE TABLE events_2025_b () INHERITS (events_2025);
INSERT INTO a_events_2024 SELECT i FROM generate_series(1, 100) i;
INSERT INTO events_2025_b SELECT 2000000000;
SELECT setval('events_id_seq', 2000000000);
