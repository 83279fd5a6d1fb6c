CREATE TABLE parents (id int PRIMARY KEY);
CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents, at int) WITH (autovacuum_enabled = off);
CREATE INDEX narrow_idx ON children (parent);
CREATE INDEX wide_idx ON children (parent, at);
CREATE TABLE nephews (id int PRIMARY KEY, parent int REFERENCES parents) WITH (autovacuum_enabled = off);
CREATE INDEX one_idx ON nephews (parent);
CREATE INDEX two_idx ON nephews (parent);
