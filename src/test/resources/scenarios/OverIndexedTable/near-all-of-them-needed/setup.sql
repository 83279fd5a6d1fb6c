CREATE TABLE payers (id int PRIMARY KEY);
INSERT INTO payers SELECT generate_series(0, 9);
CREATE TABLE payments (id int PRIMARY KEY, code int UNIQUE, payer int REFERENCES payers, day int, at int NOT NULL, n int) WITH (autovacuum_enabled = off);
INSERT INTO payments SELECT i, i, i % 10, i, i, 1 FROM generate_series(1, 10000) i;
CREATE INDEX payments_payer_idx ON payments (payer);
CREATE INDEX payments_day_idx ON payments (day);
CREATE UNIQUE INDEX payments_at_key ON payments (at);
ALTER TABLE payments REPLICA IDENTITY USING INDEX payments_at_key;
