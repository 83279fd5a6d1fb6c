CREATE TABLE loaded (id int) WITH (autovacuum_enabled = off);
