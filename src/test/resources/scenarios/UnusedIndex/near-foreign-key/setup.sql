CREATE TABLE parents (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE children (id int PRIMARY KEY, a int, b int, pad int, FOREIGN KEY (a, b) REFERENCES parents (a, b));
CREATE INDEX children_partial_idx ON children (pad, a, b) WHERE b > 0;
CREATE TABLE nephews (id int PRIMARY KEY, a int, b int, pad int, FOREIGN KEY (b, a) REFERENCES parents (b, a));
CREATE INDEX nephews_idx ON nephews (a, b);
CREATE INDEX nephews_worse_idx ON nephews USING brin (a);
