CREATE COLLATION fresh (provider = icu, locale = 'sv-SE');
CREATE COLLATION refreshed (provider = icu, locale = 'de-DE');
CREATE TABLE people (name text COLLATE fresh, old text COLLATE refreshed, dropped text COLLATE "fi-x-icu");
CREATE INDEX people_name_idx ON people (name);
CREATE INDEX people_old_idx ON people (old);
ALTER TABLE people DROP COLUMN dropped;
UPDATE pg_collation SET collversion = '1' WHERE collprovider = 'i' AND collname NOT IN ('fresh');
REINDEX INDEX people_old_idx;
ALTER COLLATION refreshed REFRESH VERSION;
