CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX only_one ON t (a);
CREATE UNIQUE INDEX one_null ON t (a) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX partly ON t (a) WHERE b = 0;
CREATE TABLE late (a int CONSTRAINT late_key UNIQUE DEFERRABLE);
CREATE UNIQUE INDEX at_once ON late (a);
CREATE TABLE other (a int);
CREATE INDEX a_plain ON other (a);
CREATE UNIQUE INDEX z_unique ON other (a);
