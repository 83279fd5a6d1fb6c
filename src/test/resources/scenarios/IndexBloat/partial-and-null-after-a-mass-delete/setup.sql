CREATE EXTENSION pgstattuple;
CREATE TABLE mails (id bigint, reply bigint, unread boolean) WITH (autovacuum_enabled = off);
INSERT INTO mails SELECT i, CASE WHEN i % 10 < 7 THEN i END, i % 2 = 0 FROM generate_series(1, 100000) i;
CREATE INDEX mails_unread ON mails (id) WHERE unread;
CREATE UNIQUE INDEX mails_reply ON mails (reply);
DELETE FROM mails WHERE hashint8(id) % 10 > -8 AND hashint8(id) % 10 < 8;
SELECT pg_sleep(1.2);
VACUUM ANALYZE mails;
SELECT pg_sleep(0.7);
