CREATE TABLE parents (id int PRIMARY KEY);
INSERT INTO parents VALUES (1);
CREATE TABLE "Kid s" (id int PRIMARY KEY, parent int);
INSERT INTO "Kid s" VALUES (1, 1);
CREATE INDEX kids_parent_idx ON "Kid s" (parent);
ALTER TABLE "Kid s" ADD CONSTRAINT "to; ""parent""" FOREIGN KEY (parent) REFERENCES parents ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;
COMMENT ON CONSTRAINT "to; ""parent""" ON "Kid s" IS 'since ''26';
