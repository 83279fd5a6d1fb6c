CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int PRIMARY KEY, code int UNIQUE, span int4range, at int NOT NULL, tag int, EXCLUDE USING gist (span WITH &&));
CREATE UNIQUE INDEX rooms_tag_key ON rooms (tag);
CREATE UNIQUE INDEX rooms_at_key ON rooms (at);
ALTER TABLE rooms REPLICA IDENTITY USING INDEX rooms_at_key;
CREATE INDEX rooms_cluster_idx ON rooms (tag, at);
ALTER TABLE rooms CLUSTER ON rooms_cluster_idx;
