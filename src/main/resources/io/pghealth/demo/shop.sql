-- The demo's shop: three tables, an index nobody uses, and one bloated by deletes.
CREATE EXTENSION pg_stat_statements;
CREATE EXTENSION pgstattuple;

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id integer NOT NULL,
  created_at timestamptz NOT NULL,
  total numeric(10, 2) NOT NULL,
  coupon text
);
INSERT INTO orders (user_id, created_at, total, coupon)
SELECT (random() * 20000)::integer, now() - random() * interval '300 days', random() * 100, md5(i::text)
FROM generate_series(1, 300000) i;
CREATE INDEX orders_user_created_idx ON orders (user_id, created_at DESC);
-- Made for a campaign two years ago; no statement uses it.
CREATE INDEX orders_coupon_idx ON orders (coupon);

CREATE TABLE carts (id uuid NOT NULL, added timestamptz NOT NULL);
INSERT INTO carts SELECT gen_random_uuid(), now() FROM generate_series(1, 600000);
ALTER TABLE carts ADD CONSTRAINT carts_pkey PRIMARY KEY (id);
-- Abandoned carts go, and the space in their index stays.
DELETE FROM carts WHERE random() < 0.9;
