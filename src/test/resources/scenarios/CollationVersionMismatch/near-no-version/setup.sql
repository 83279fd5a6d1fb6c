CREATE TABLE codes (code text COLLATE "C" PRIMARY KEY, other text COLLATE "POSIX", n int, at date);
CREATE INDEX codes_posix_idx ON codes (other);
CREATE INDEX codes_n_idx ON codes (n, at);
