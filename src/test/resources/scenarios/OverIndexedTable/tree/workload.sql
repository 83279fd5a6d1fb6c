INSERT INTO events SELECT nextval('event_id'), DATE '2025-07-01' + i % 365, i, i, i, i FROM generate_series(1, 6000) i;
