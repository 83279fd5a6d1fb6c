CREATE TABLE small (id int);
INSERT INTO small VALUES (1);
CREATE TABLE held (id int NOT NULL);
CREATE UNIQUE INDEX held_idx ON held (id);
INSERT INTO held VALUES (1);
CREATE TABLE plain (id int);
INSERT INTO plain VALUES (1);
CREATE PUBLICATION changes FOR TABLE small, held;
CREATE PUBLICATION arrivals FOR TABLE plain WITH (publish = 'insert');
-- fails
UPDATE small SET id = 2;
UPDATE plain SET id = 2;
