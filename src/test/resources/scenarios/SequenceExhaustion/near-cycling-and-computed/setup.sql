CREATE SEQUENCE slot AS smallint MAXVALUE 1000 CYCLE;
SELECT setval('slot', 990);
CREATE TABLE slots (n int DEFAULT nextval('slot'));
CREATE SEQUENCE shard;
SELECT setval('shard', 100000);
CREATE TABLE shards (n smallint DEFAULT nextval('shard') % 16, label text DEFAULT 'S' || nextval('shard'));
