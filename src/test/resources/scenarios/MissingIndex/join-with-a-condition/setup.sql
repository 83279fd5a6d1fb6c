CREATE EXTENSION pg_stat_statements;
CREATE TABLE o (id int PRIMARY KEY, user_id int, tenant int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO o SELECT g, 1 + g % 12000, g % 97, repeat('p', 60) FROM generate_series(1, 60000) g;
CREATE TABLE c (id int PRIMARY KEY, email text UNIQUE) WITH (autovacuum_enabled = off);
INSERT INTO c SELECT g, 'e' || g || '@i' FROM generate_series(1, 6000) g;
VACUUM ANALYZE c;
VACUUM ANALYZE o;
SELECT c.id, o.id FROM c JOIN o ON o.user_id = c.id AND o.tenant = 3 WHERE c.email = 'e1@i';
SELECT c.id, o.id FROM c JOIN o ON o.user_id = c.id AND o.tenant = 3 WHERE c.email = 'e2@i';
SELECT c.id, o.id FROM c JOIN o ON o.user_id = c.id AND o.tenant = 3 WHERE c.email = 'e3@i';
-- A table with itself.
CREATE TABLE staff (id int PRIMARY KEY, boss int, site int, email text UNIQUE, pad text) WITH (autovacuum_enabled = off);
INSERT INTO staff SELECT g, 1 + g % 12000, g % 97, 'e' || g || '@i', repeat('p', 60) FROM generate_series(1, 60000) g;
VACUUM ANALYZE staff;
SELECT a.id, b.id FROM staff a JOIN staff b ON b.boss = a.id AND b.site = 3 WHERE a.email = 'e1@i';
SELECT a.id, b.id FROM staff a JOIN staff b ON b.boss = a.id AND b.site = 3 WHERE a.email = 'e2@i';
SELECT a.id, b.id FROM staff a JOIN staff b ON b.boss = a.id AND b.site = 3 WHERE a.email = 'e3@i';
-- The condition finds fewer rows than the join would.
CREATE TABLE rare (id int PRIMARY KEY, user_id int, code int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO rare SELECT g, 1 + g % 40, (g * 7919::bigint) % 7500, repeat('p', 60) FROM generate_series(1, 60000) g;
VACUUM ANALYZE rare;
SELECT c.id, r.id FROM c JOIN rare r ON r.user_id = c.id AND r.code = 3 WHERE c.email = 'e1@i';
SELECT c.id, r.id FROM c JOIN rare r ON r.user_id = c.id AND r.code = 4 WHERE c.email = 'e2@i';
SELECT c.id, r.id FROM c JOIN rare r ON r.user_id = c.id AND r.code = 5 WHERE c.email = 'e3@i';
-- Rows are looked up by the column of the join with the one row, not by that of the other join.
CREATE TABLE item (id int PRIMARY KEY, name text) WITH (autovacuum_enabled = off);
INSERT INTO item SELECT g, 'i' || g FROM generate_series(1, 30000) g;
VACUUM ANALYZE item;
CREATE TABLE line (id int PRIMARY KEY, user_id int, item_id int, tenant int, pad text) WITH (autovacuum_enabled = off);
INSERT INTO line SELECT g, 1 + g % 12000, 1 + (g * 7919::bigint) % 30000, g % 97, repeat('p', 60) FROM generate_series(1, 60000) g;
VACUUM ANALYZE line;
SELECT c.id, i.name FROM c JOIN line l ON l.user_id = c.id AND l.tenant = 3 JOIN item i ON i.id = l.item_id WHERE c.email = 'e1@i';
SELECT c.id, i.name FROM c JOIN line l ON l.user_id = c.id AND l.tenant = 3 JOIN item i ON i.id = l.item_id WHERE c.email = 'e2@i';
SELECT c.id, i.name FROM c JOIN line l ON l.user_id = c.id AND l.tenant = 3 JOIN item i ON i.id = l.item_id WHERE c.email = 'e3@i';
