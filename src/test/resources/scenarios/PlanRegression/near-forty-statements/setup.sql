CREATE EXTENSION pg_stat_statements;
CREATE TABLE country (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL);
INSERT INTO country SELECT g, 'country ' || g, g % 97 FROM generate_series(1, 50) g;
CREATE TABLE currency (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL);
INSERT INTO currency SELECT g, 'currency ' || g, g % 97 FROM generate_series(1, 50) g;
CREATE TABLE category (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, country_id int NOT NULL REFERENCES country);
INSERT INTO category SELECT g, 'category ' || g, g % 97, 1 + g % 50 FROM generate_series(1, 200) g;
CREATE INDEX category_country_idx ON category (country_id);
CREATE TABLE supplier (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, country_id int NOT NULL REFERENCES country);
INSERT INTO supplier SELECT g, 'supplier ' || g, g % 97, 1 + g % 50 FROM generate_series(1, 200) g;
CREATE INDEX supplier_country_idx ON supplier (country_id);
CREATE TABLE warehouse (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, country_id int NOT NULL REFERENCES country);
INSERT INTO warehouse SELECT g, 'warehouse ' || g, g % 97, 1 + g % 50 FROM generate_series(1, 200) g;
CREATE INDEX warehouse_country_idx ON warehouse (country_id);
CREATE TABLE customer (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, country_id int NOT NULL REFERENCES country);
INSERT INTO customer SELECT g, 'customer ' || g, g % 97, 1 + g % 50 FROM generate_series(1, 5000) g;
CREATE INDEX customer_country_idx ON customer (country_id);
CREATE TABLE address (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, customer_id int NOT NULL REFERENCES customer);
INSERT INTO address SELECT g, 'address ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX address_customer_idx ON address (customer_id);
CREATE TABLE product (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, category_id int NOT NULL REFERENCES category);
INSERT INTO product SELECT g, 'product ' || g, g % 97, 1 + g % 200 FROM generate_series(1, 5000) g;
CREATE INDEX product_category_idx ON product (category_id);
CREATE TABLE price (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, product_id int NOT NULL REFERENCES product);
INSERT INTO price SELECT g, 'price ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX price_product_idx ON price (product_id);
CREATE TABLE stock (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, product_id int NOT NULL REFERENCES product);
INSERT INTO stock SELECT g, 'stock ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX stock_product_idx ON stock (product_id);
CREATE TABLE cart (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, customer_id int NOT NULL REFERENCES customer);
INSERT INTO cart SELECT g, 'cart ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX cart_customer_idx ON cart (customer_id);
CREATE TABLE cart_line (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, cart_id int NOT NULL REFERENCES cart);
INSERT INTO cart_line SELECT g, 'cart_line ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX cart_line_cart_idx ON cart_line (cart_id);
CREATE TABLE orders (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, customer_id int NOT NULL REFERENCES customer);
INSERT INTO orders SELECT g, 'orders ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE TABLE order_line (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, orders_id int NOT NULL REFERENCES orders);
INSERT INTO order_line SELECT g, 'order_line ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX order_line_orders_idx ON order_line (orders_id);
CREATE TABLE payment (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, orders_id int NOT NULL REFERENCES orders);
INSERT INTO payment SELECT g, 'payment ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX payment_orders_idx ON payment (orders_id);
CREATE TABLE shipment (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, orders_id int NOT NULL REFERENCES orders);
INSERT INTO shipment SELECT g, 'shipment ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX shipment_orders_idx ON shipment (orders_id);
CREATE TABLE review (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, product_id int NOT NULL REFERENCES product);
INSERT INTO review SELECT g, 'review ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX review_product_idx ON review (product_id);
CREATE TABLE coupon (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, customer_id int NOT NULL REFERENCES customer);
INSERT INTO coupon SELECT g, 'coupon ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX coupon_customer_idx ON coupon (customer_id);
CREATE TABLE ticket (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, customer_id int NOT NULL REFERENCES customer);
INSERT INTO ticket SELECT g, 'ticket ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX ticket_customer_idx ON ticket (customer_id);
CREATE TABLE note (id int PRIMARY KEY, label text NOT NULL, amount int NOT NULL, ticket_id int NOT NULL REFERENCES ticket);
INSERT INTO note SELECT g, 'note ' || g, g % 97, 1 + g % 5000 FROM generate_series(1, 5000) g;
CREATE INDEX note_ticket_idx ON note (ticket_id);
VACUUM ANALYZE country;
VACUUM ANALYZE currency;
VACUUM ANALYZE category;
VACUUM ANALYZE supplier;
VACUUM ANALYZE warehouse;
VACUUM ANALYZE customer;
VACUUM ANALYZE address;
VACUUM ANALYZE product;
VACUUM ANALYZE price;
VACUUM ANALYZE stock;
VACUUM ANALYZE cart;
VACUUM ANALYZE cart_line;
VACUUM ANALYZE orders;
VACUUM ANALYZE order_line;
VACUUM ANALYZE payment;
VACUUM ANALYZE shipment;
VACUUM ANALYZE review;
VACUUM ANALYZE coupon;
VACUUM ANALYZE ticket;
VACUUM ANALYZE note;
-- times 40
SELECT label, amount FROM country WHERE id = :i;
-- times 40
SELECT label, amount FROM currency WHERE id = :i;
-- times 40
SELECT label, amount FROM category WHERE id = :i;
-- times 40
SELECT id, label FROM category WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM supplier WHERE id = :i;
-- times 40
SELECT id, label FROM supplier WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM warehouse WHERE id = :i;
-- times 40
SELECT id, label FROM warehouse WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM customer WHERE id = :i;
-- times 40
SELECT id, label FROM customer WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM address WHERE id = :i;
-- times 40
SELECT id, label FROM address WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM product WHERE id = :i;
-- times 40
SELECT id, label FROM product WHERE category_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM price WHERE id = :i;
-- times 40
SELECT id, label FROM price WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM stock WHERE id = :i;
-- times 40
SELECT id, label FROM stock WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM cart WHERE id = :i;
-- times 40
SELECT id, label FROM cart WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM cart_line WHERE id = :i;
-- times 40
SELECT id, label FROM cart_line WHERE cart_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM orders WHERE id = :i;
-- times 40
SELECT id, label FROM orders WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM order_line WHERE id = :i;
-- times 40
SELECT id, label FROM order_line WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM payment WHERE id = :i;
-- times 40
SELECT id, label FROM payment WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM shipment WHERE id = :i;
-- times 40
SELECT id, label FROM shipment WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM review WHERE id = :i;
-- times 40
SELECT id, label FROM review WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM coupon WHERE id = :i;
-- times 40
SELECT id, label FROM coupon WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM ticket WHERE id = :i;
-- times 40
SELECT id, label FROM ticket WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM note WHERE id = :i;
-- times 40
SELECT id, label FROM note WHERE ticket_id = :i ORDER BY id LIMIT 20;
-- times 40
UPDATE cart SET amount = :i WHERE id = :i;
-- times 40
UPDATE orders SET amount = :i WHERE id = :i;
-- times 40
UPDATE stock SET amount = :i WHERE id = :i;
-- times 40
UPDATE ticket SET amount = :i WHERE id = :i;
-- times 40
SELECT o.id, o.amount, c.label FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.id = :i;
-- times 40
SELECT l.id, l.amount FROM orders o JOIN order_line l ON l.orders_id = o.id WHERE o.customer_id = :i ORDER BY l.id;
