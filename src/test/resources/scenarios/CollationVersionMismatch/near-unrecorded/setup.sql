CREATE TABLE people (name text PRIMARY KEY);
