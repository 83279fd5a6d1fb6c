CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE visits (customer_id bigint PRIMARY KEY REFERENCES customers);
CREATE TABLE hints (customer_id int REFERENCES visits);
CREATE INDEX hints_idx ON hints (customer_id);
SELECT setval('customers_id_seq', 1700000000);
